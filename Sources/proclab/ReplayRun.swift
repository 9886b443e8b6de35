import Glibc
import Interpreter
import Language
import ProcessEngine
import Replay

/// One run of a session file in this process, and the status that comes of it.
enum ReplayRun {
  /// Reads a file; says what is wrong and gives nil where it can't be run.
  static func read(_ path: String, _ writer: Writer) -> SessionFile? {
    do {
      return try SessionFile(try readFile(path), name: path)
    } catch let error as FileError {
      let reason = String(cString: strerror(error.errno))
      writer.line("error: cannot read '\(escapedForDisplay(path))': \(reason)")
    } catch let diagnostic as Diagnostic {
      writer.line(diagnostic.rendered(in: Source(name: path, bytes: (try? readFile(path)) ?? [])))
    } catch {
      writer.line("error: cannot read '\(escapedForDisplay(path))'")
    }
    writer.flush()
    return nil
  }

  /// What a session of this file is told.
  static func configuration(
    _ path: String, _ file: SessionFile, arguments: [String]
  ) -> SessionConfiguration {
    var configuration = SessionConfiguration()
    configuration.arguments = arguments
    configuration.here = SessionHost.absolute(folder(of: path))
    configuration.environment = SessionHost.environment
    // A file that judges is held to the rules of a check however it is run; a mere program is not.
    configuration.isChecked = file.judges
    return configuration
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The first argument that the file uses and nobody gave.
  static func missingArgument(_ file: SessionFile, _ count: Int) -> Int? {
    file.argumentNumbers.filter { $0 > count }.min()
  }

  /// Runs a file whose session is ready; ends everything, and says how it went.
  static func finish(
    _ replayer: Replayer, _ file: SessionFile, in session: Session, _ writer: Writer
  ) -> ToolStatus {
    let ending = replayer.run(in: session)
    var status: ToolStatus = .ok
    switch ending {
    case .complete: status = end(file, session, writer)
    case .quit: break
    case .interrupted: status = .interrupted
    case .signalled(let signal): SessionHost.end(session, by: signal)
    }
    let survivors = session.endEverything(grace: ending == .quit ? .seconds(2) : nil)
    for survivor in survivors {
      writer.line("could not end pid \(survivor.pid) (\(escapedForDisplay(survivor.command)))")
    }
    if status == .interrupted { return status }
    if !survivors.isEmpty || session.hasTimedOut { status = max(status, .fault) }
    if replayer.mismatchCount > 0 || replayer.unnamedErrorCount > 0 {
      status = max(status, .failed)
    }
    return status
  }

  /// The end of the file: in one that judges, nothing may be left that no line saw end.
  private static func end(
    _ file: SessionFile, _ session: Session, _ writer: Writer
  ) -> ToolStatus {
    guard file.judges else {
      do {
        try session.endInput()
        return .ok
      } catch {
        return error.kind == .interrupted ? .interrupted : .fault
      }
    }
    let unjoined = session.unjoined
    for process in unjoined {
      writer.line("not joined: \(process.label): \(escapedForDisplay(process.command))")
    }
    return unjoined.isEmpty ? .ok : .fault
  }
}
