import Language
import ProcessEngine

/// `pause T [only|group|tree]`
struct Pause: Verb {
  static let manual = Manual(
    "pause", .signal, ["pause T [only|group|tree]"], "STOP: freeze it",
    detail: """
      A paused process is alive, and started to Python; its state is paused. 'resume' lets it \
      go on.
      """,
    example: "spawn sleep 5 as t\npause t\nexpect t pauses\nt.state")

  private let target: ScopedTargets

  static func suits(_ child: Child) -> Bool { child.state == .started }

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    target = try ScopedTargets(&arguments)
  }

  func run(in session: Session) throws(Failure) {
    try target.send(.stop, in: session, verb: Self.name)
  }
}
