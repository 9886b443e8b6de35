import Glibc
import Interpreter
import Language
import ProcessEngine
import Replay

/// One run of a session file in this process, and the status that comes of it.
enum ReplayRun {
  /// Why a file can't be run, as a person reads it.
  struct Complaint: Error {
    let lines: [String]
  }

  /// What is to be said at the end of a run.
  struct End {
    var status: ToolStatus
    var items: [ReportItem] = []
  }

  /// Reads a file, or says what is wrong with it.
  static func read(_ path: FileName) -> Result<SessionFile, Complaint> {
    let bytes: [UInt8]
    do {
      bytes = try readFile(path)
    } catch {
      let reason = String(cString: strerror(error.errno))
      let hint = error.errno == ENOENT ? path.text.flatMap(Proclab.commandHint) : nil
      return .failure(
        Complaint(
          lines: ["error: cannot read '\(path.shown)': \(reason)"]
            + (hint.map { ["hint: \($0)"] } ?? [])))
    }
    do {
      return .success(try SessionFile(bytes, name: path.shown))
    } catch {
      let text = error.rendered(in: Source(name: path.shown, bytes: bytes))
      return .failure(Complaint(lines: text.split(separator: "\n").map(String.init)))
    }
  }

  /// Reads a file that this process is to run with these arguments; says what is wrong.
  static func read(_ path: FileName, arguments: [[UInt8]]) -> SessionFile? {
    let errors = Writer(2)
    defer { errors.flush() }
    switch read(path) {
    case .failure(let complaint):
      errors.lines(complaint.lines)
      return nil
    case .success(let file):
      guard let missing = missingArgument(file, arguments.count) else { return file }
      errors.line("error: argument {\(missing)} was not given")
      let hint = missing == 0 ? "the first one is {1}" : "proclab \(path.shown) ARG…"
      errors.line("hint: \(hint)")
      return nil
    }
  }

  /// What a session of this file is told.
  static func configuration(
    _ path: FileName, _ file: SessionFile, arguments: [[UInt8]]
  ) -> SessionConfiguration {
    var configuration = SessionConfiguration()
    configuration.arguments = arguments
    configuration.here = resolved(path.folder)
    configuration.environment = SessionHost.environment
    // A file that judges is held to the rules of a check however it is run; a mere program is not.
    configuration.isChecked = file.judges
    return configuration
  }

  /// The first argument that the file uses and nobody gave; `{0}` nobody can give.
  static func missingArgument(_ file: SessionFile, _ count: Int) -> Int? {
    file.argumentNumbers.filter { $0 < 1 || $0 > count }.min()
  }

  /// Ends the session of a file that was run; says how it went. `farewell` is called before a
  /// signal ends this process.
  static func finish(
    _ replayer: Replayer, _ file: SessionFile, in session: Session, ending: Replayer.Ending?,
    farewell: () -> Void = {}
  ) -> End {
    var end = End(status: .ok)
    switch ending {
    case nil: end = endOfFile(file, session)
    case .quit: break
    case .skipped(let reason): end = End(status: .skipped, items: [.skipped(reason)])
    case .interrupted: end.status = .interrupted
    case .signalled(let signal):
      farewell()
      SessionHost.end(session, by: signal)
    }
    let survivors = session.endEverything(grace: ending == .quit ? .seconds(2) : nil)
    end.items += survivors.map {
      .problem("could not end pid \($0.pid) (\(escapedForDisplay($0.command)))")
    }
    if end.status == .interrupted { return end }
    if !survivors.isEmpty || replayer.hasTimedOut { return worse(end, .fault) }
    return replayer.failureCount > 0 ? worse(end, .failed) : end
  }

  /// Something that went wrong counts more than that the rest was skipped.
  private static func worse(_ end: End, _ status: ToolStatus) -> End {
    var end = end
    end.status = end.status == .skipped ? status : max(end.status, status)
    return end
  }

  /// The end of the file: in one that judges, nothing may be left that no line saw end.
  private static func endOfFile(_ file: SessionFile, _ session: Session) -> End {
    guard session.configuration.isChecked else {
      do {
        try session.endInput()
        return End(status: .ok)
      } catch {
        return End(status: error.kind == .interrupted ? .interrupted : .fault)
      }
    }
    let unjoined = session.unjoined.map { process in
      ReportItem.unjoined("\(process.label): \(escapedForDisplay(process.command))")
    }
    return End(status: unjoined.isEmpty ? .ok : .fault, items: unjoined)
  }
}
