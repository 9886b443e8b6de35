import Language

/// `spawn CMD… [as …]`
struct Spawn: Verb {
  static let manual = Manual(
    "spawn", .make, ["spawn CMD… [as H [xN] [with OPTION, …]]"], "new and start",
    detail: """
      Returns when exec has succeeded; a program that can't be run is an error, and its process \
      stays initial. The words are run as written: no pipe, no redirection, no $. sh 'TEXT' runs \
      a shell.
      """,
    example: "spawn sleep 5 as t\nterminate t\njoin t\nt")

  private let making: Making

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    making = try Making(&arguments)
  }

  func run(in session: Session) throws(Failure) {
    try Spawn.start(try making.create(in: session), command: making.span, in: session)
  }

  /// Starts what was just made; an error is about the command.
  static func start(_ made: [Process], command: Span, in session: Session) throws(Failure) {
    for process in made {
      do {
        try session.start(process)
      } catch {
        throw error.located(at: command)
      }
    }
  }
}
