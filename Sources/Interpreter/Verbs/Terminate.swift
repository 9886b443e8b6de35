import Language
import ProcessEngine

/// `terminate T [only|group|tree]`
struct Terminate: Verb {
  static let manual = Manual(
    "terminate", .signal, ["terminate T [only|group|tree]"], "TERM, the polite end",
    detail: """
      It asks: a process may clean up, or ignore it. Nothing is waited for: what becomes of \
      it is seen by the next join or look.
      """,
    example: "spawn sleep 5 as t\nterminate t\njoin t\nt")

  private let target: ScopedTargets

  static func suits(_ child: Child) -> Bool { child.state.isAlive }

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    target = try ScopedTargets(&arguments)
  }

  func run(in session: Session) throws(Failure) {
    try target.send(.terminate, in: session, verb: Self.name)
  }
}
