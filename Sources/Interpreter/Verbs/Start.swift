import Language
import ProcessEngine

/// `start T`
struct Start: Verb {
  static let manual = Manual(
    "start", .make, ["start T"], "run what 'new' described",
    detail: """
      Returns when exec has succeeded. If it does not, that is the error, by its own text, and \
      the process stays initial.
      """,
    example: "new sleep 5 as t\nstart t\nt")

  private let targets: [Word]

  static func suits(_ child: Child) -> Bool { child.state == .initial }

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    targets = try arguments.takeTargets()
  }

  func run(in session: Session) throws(Failure) {
    let targets = try session.targets(targets)
    try session.each(targets, fits: { !$0.isStarted }) { process throws(Failure) in
      try session.start(process)
    }
  }
}
