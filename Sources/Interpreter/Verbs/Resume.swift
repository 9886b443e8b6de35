import Language
import ProcessEngine

/// `resume T [only|group|tree]`
struct Resume: Verb {
  static let manual = Manual(
    "resume", .signal, ["resume T [only|group|tree]"], "CONT: let it go on",
    detail: """
      Signals that came while it was paused reach it now.
      """,
    example: "spawn sleep 5 as t\npause t\nresume t")

  private let target: ScopedTargets

  static func suits(_ child: Child) -> Bool {
    if case .paused = child.state { true } else { false }
  }

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    target = try ScopedTargets(&arguments)
  }

  func run(in session: Session) throws(Failure) {
    try target.send(.continue, in: session, verb: Self.name)
  }
}
