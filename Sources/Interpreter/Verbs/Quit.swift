import Language

/// `quit`
struct Quit: Verb {
  static let manual = Manual(
    "quit", .session, ["quit"], "end the session now",
    detail: "What is alive is named and stopped: TERM, 2 s, KILL.",
    example: "quit")

  init(_ arguments: inout Arguments) throws(Diagnostic) {}

  func run(in session: Session) throws(Failure) {
    throw Failure(.quit, [])
  }
}
