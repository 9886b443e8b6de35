import Glibc
import Interpreter
import Language
import ProcessEngine
import Testing

/// A session in this process, with everything that it says kept, and nothing left when it is over.
final class Bench {
  /// What it said.
  let output = RecordingOutput()
  /// The session.
  let session: Session
  private let watchdog = Watchdog()
  private let folder: [CChar]

  private init(_ configuration: SessionConfiguration) throws {
    let caught = [Watchdog.signal, .interrupt].compactMap { $0 }
    let marker = "\(getpid()).\(UInt64.random(in: 0...UInt64.max))"
    let engine = try Engine(options: EngineOptions(runMarker: marker, catches: caught))
    session = Session(
      engine: engine, output: output, configuration: configuration, ownPid: getpid())
    var buffer = [CChar](repeating: 0, count: 4096)
    _ = getcwd(&buffer, buffer.count)
    folder = buffer
  }

  /// Opens a session, lets a test use it, ends it, and makes sure that nothing is left of it.
  static func open<Result>(
    _ configuration: SessionConfiguration = .forTests,
    sourceLocation: SourceLocation = #_sourceLocation, _ body: (Bench) throws -> Result
  ) throws -> Result {
    let leaks = Leaks()
    let result = Swift.Result { try use(configuration, sourceLocation, body) }
    leaks.check(sourceLocation)
    return try result.get()
  }

  private static func use<Result>(
    _ configuration: SessionConfiguration, _ sourceLocation: SourceLocation,
    _ body: (Bench) throws -> Result
  ) throws -> Result {
    let bench = try Bench(configuration)
    defer {
      let survivors = bench.session.endEverything(grace: nil)
      #expect(survivors.isEmpty, "something survived", sourceLocation: sourceLocation)
      chdir(bench.folder)
    }
    return try body(bench)
  }

  /// What came of running statements, in the form of a session file.
  ///
  /// Each line is followed by its record behind bars, and where asked for, the picture of an error
  /// behind `|#`. Expectations, comments and blank lines are skipped.
  func transcript(_ text: String, showing detail: Detail = []) -> String {
    let program = Program(Array(text.utf8), name: nil)
    var shown: [String] = []
    for line in program.lines {
      shown.append(program.source.text(line.span))
      output.lines = []
      output.explanations = []
      var ending: String?
      do throws(Failure) {
        try session.run(line, of: program.source)
      } catch {
        ending = describe(error)
      }
      shown += output.lines.map { bar($0, detail) }
      if detail.contains(.pictures) { shown += output.explanations.map { "|#\($0)" } }
      if let ending {
        shown.append(ending)
        break
      }
    }
    return shown.joined(separator: "\n")
  }

  /// Runs statements and gives what they print, with a placeholder for each part that differs.
  @discardableResult
  func run(_ text: String) -> String {
    let start = output.lines.count
    let program = Program(Array(text.utf8), name: nil)
    for line in program.lines {
      do throws(Failure) {
        try session.run(line, of: program.source)
      } catch {
        output.record(RecordLine(describe(error)))
        break
      }
    }
    return output.lines[start...].map(\.shape).joined(separator: "\n")
  }

  /// The value of a path as it reads.
  func value(_ path: String) throws -> String {
    try #require(session.placeholderValue(path), "\(path) has no value")
  }

  /// What to show of a session besides its record.
  struct Detail: OptionSet {
    let rawValue: Int
    /// The lines with carets under the places that errors speak of.
    static let pictures = Detail(rawValue: 1)
    /// Blanks in a row as one, for tables.
    static let squeezed = Detail(rawValue: 2)
  }

  private func bar(_ line: RecordLine, _ detail: Detail) -> String {
    var text = line.shape
    if detail.contains(.squeezed) {
      text = text.split(separator: " ").joined(separator: " ")
    }
    return text.isEmpty ? "|" : "| \(text)"
  }

  private func describe(_ failure: Failure) -> String {
    switch failure.kind {
    case .ended(let signal) where signal == Watchdog.signal: "took too long"
    case .ended(let signal): "ended by \(signal)"
    case .quit: "quit"
    case .skipped: "skipped: \(failure.diagnostics.first?.message ?? "")"
    case .interrupted: "interrupted"
    case .error, .timeout: "failed"
    }
  }
}

extension SessionConfiguration {
  /// An environment with a path and a locale, and the folder of the tests.
  static var forTests: SessionConfiguration {
    var configuration = SessionConfiguration()
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    configuration.environment = ["PATH=\(path)", "LC_ALL=C.UTF-8"].map { Array($0.utf8) }
    return configuration
  }

  /// The same in a file that is checked, where every wait has a deadline.
  static var checked: SessionConfiguration {
    var configuration = SessionConfiguration.forTests
    configuration.isChecked = true
    return configuration
  }

  /// The same at a prompt, where a person's eyes wait between lines.
  static var live: SessionConfiguration {
    var configuration = SessionConfiguration.forTests
    configuration.isLive = true
    return configuration
  }
}
