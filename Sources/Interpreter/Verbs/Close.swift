import Language
import ProcessEngine

/// `close T [stdin|stdout|stderr]`
struct Close: Verb {
  static let manual = Manual(
    "close", .stdio, ["close T [stdin|stdout|stderr]"], "close our end of a stream",
    detail: """
      stdin, unless said: once what was sent is written, the process reads the end of its input. \
      After 'close t stdout' it gets PIPE when it writes.
      """,
    example: "spawn cat as t with stdin pipe\nclose t\njoin t\nt.exitcode")

  private enum End: String, CaseIterable {
    case stdin, stdout, stderr
  }

  private let words: [Word]
  private let end: End

  static func suits(_ child: Child) -> Bool { child.state.isAlive }

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    words = try arguments.takeTargets(before: Set(End.allCases.map(\.rawValue)))
    end = arguments.take().flatMap { End(rawValue: $0.literal ?? "") } ?? .stdin
  }

  func run(in session: Session) throws(Failure) {
    let targets = try session.targets(words)
    try session.each(targets, fits: \.isStarted) { process throws(Failure) in
      guard process.isStarted else { throw Failure("can only close a started process") }
      switch end {
      case .stdin:
        guard session.engine.child(process.id).inputIsOpen || process.isEnded else {
          throw session.lacksInput(process)
        }
        session.engine.closeInput(process.id)
      case .stdout: session.engine.close(.standardOutput, of: process.id)
      case .stderr: session.engine.close(.standardError, of: process.id)
      }
    }
  }
}

extension Session {
  /// The error of a process whose standard input is not open, or not any more.
  func lacksInput(_ process: Process) -> Failure {
    let launch = process.observed.launch
    let hadOne = launch.terminal != nil || launch.input == .pipe
    return Failure(
      "\(process.label) has no open standard input",
      hint: hadOne ? nil : "spawn … as \(process.label) with stdin pipe")
  }
}
