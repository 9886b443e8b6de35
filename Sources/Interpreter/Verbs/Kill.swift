import Language
import ProcessEngine

/// `kill T [only|group|tree]`
struct Kill: Verb {
  static let manual = Manual(
    "kill", .signal, ["kill T [only|group|tree]"], "KILL, which nothing can refuse",
    detail: """
      It reaches all descendants too, also those that changed their group or session.
      """,
    example: "spawn sleep 5 as t\nkill t\njoin t\nt.exitcode")

  private let target: ScopedTargets

  static func suits(_ child: Child) -> Bool { child.state.isAlive }

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    target = try ScopedTargets(&arguments)
  }

  func run(in session: Session) throws(Failure) {
    try target.send(.kill, in: session, verb: Self.name)
  }
}
