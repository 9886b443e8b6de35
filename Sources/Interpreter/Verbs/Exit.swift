import Language

/// `exit`, another word for `quit`.
struct Exit: Verb {
  static let manual = Manual(
    "exit", .session, ["exit"], "the same as quit",
    detail: Quit.manual.detail, example: "exit")

  init(_ arguments: inout Arguments) throws(Diagnostic) {}

  func run(in session: Session) throws(Failure) {
    throw Failure(.quit, [])
  }
}
