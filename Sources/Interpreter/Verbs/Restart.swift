import Language
import ProcessEngine

/// `restart T`
struct Restart: Verb {
  static let manual = Manual(
    "restart", .make, ["restart T"], "run the same command again",
    detail: """
      A fresh process of the same command, bound to the same handle. The one before must have \
      stopped; it stays in the handle's history.
      """,
    example: "run true as t\nrestart t\njoin t\nt.runs")

  private let targets: [Word]

  static func suits(_ child: Child) -> Bool { child.state.exitStatus != nil }

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    targets = try arguments.takeTargets()
  }

  func run(in session: Session) throws(Failure) {
    let targets = try session.targets(targets)
    try session.each(targets, fits: \.isEnded) { process throws(Failure) in
      guard process.isEnded else { throw Failure("can only restart a stopped process") }
      try session.start(session.create(process.recipe, handle: process.handle))
    }
  }
}
