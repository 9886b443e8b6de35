import Language
import ProcessEngine

/// `attach T`
struct Attach: Verb {
  static let manual = Manual(
    "attach", .stdio, ["attach T"], "hand it your terminal, until it ends or Ctrl-]",
    detail: """
      For a process 'with pty', at the prompt. Keys go to it, Ctrl-C and Ctrl-Z too, and what it \
      writes comes as it is. Ctrl-] takes the terminal back; the process goes on. What happens \
      meanwhile is told afterwards.
      """,
    example: """
      spawn sh 'stty size; sleep 0.1; echo over' as t with pty
      attach t
      """)

  private let word: Word

  static func suits(_ child: Child) -> Bool {
    child.launch.terminal != nil && child.state.isAlive
  }

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    word = try arguments.take("a process")
  }

  func run(in session: Session) throws(Failure) {
    let process = try session.target(word)
    guard process.isStarted else {
      throw Failure("can only attach a started process", at: word.span)
    }
    let child = session.engine.child(process.id)
    guard child.launch.terminal != nil else {
      throw Failure(
        "\(process.label) has no terminal", at: word.span,
        hint: "spawn … as \(process.label) with pty")
    }
    guard let terminal = session.output.terminal else {
      throw Failure("there is no terminal to hand over here", hint: "attach is for the prompt")
    }
    guard !session.hasEnded(process) else {
      throw Failure("\(process.label) has ended", at: word.span)
    }
    try Attachment(of: process, to: terminal, in: session).run()
  }
}
