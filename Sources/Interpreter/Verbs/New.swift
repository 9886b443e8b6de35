import Language

/// `new CMD… [as H [xN] [with OPTION, …]]`
struct New: Verb {
  static let manual = Manual(
    "new", .make, ["new CMD… [as H [xN] [with OPTION, …]]"], "describe a process; nothing runs",
    detail: """
      The process is in state initial until 'start'. 'as t' binds the handle t; 'as w x8' makes a \
      set w.1 … w.8.
      """,
    example: "new sleep 5 as t with name worker-a, daemon\nt")

  private let making: Making

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    making = try Making(&arguments)
  }

  func run(in session: Session) throws(Failure) {
    _ = try making.create(in: session)
  }
}
