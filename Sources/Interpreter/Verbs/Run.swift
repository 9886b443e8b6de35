import Language

/// `run CMD… [as …]`
struct Run: Verb {
  static let manual = Manual(
    "run", .make, ["run CMD… [as H [xN] [with OPTION, …]]"], "new, start and join",
    detail: "What the process wrote is printed when it has ended. A non-zero exit is no error.",
    example: "run echo hello as t\nt.exitcode")

  private let making: Making

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    making = try Making(&arguments)
  }

  func run(in session: Session) throws(Failure) {
    let made = try making.create(in: session)
    try Spawn.start(made, command: making.span, in: session)
    do {
      try session.join(made, deadline: nil)
    } catch {
      // Ctrl-C in a shell would have ended it.
      if error.kind == .interrupted {
        for process in made where !session.hasEnded(process) {
          session.notice("\(process.label) goes on")
        }
      }
      throw error
    }
  }
}
