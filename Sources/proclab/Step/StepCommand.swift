import ArgumentParser

struct StepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step", abstract: "Go through a session file line by line, at a prompt.",
    discussion: """
      The next line stands at the prompt, ready to edit; Enter runs it. A colon in its place gives \
      an order: :skip leaves it out, :continue runs up to the next heading (# ## …), :restart begins \
      again, :prompt lets you type freely until an empty line, :quit leaves, as Ctrl-D does. The \
      same with Alt-S, Alt-C, Alt-R, Alt-P, Alt-Q.
      """)

  @Argument(help: "A session file.")
  var file: String

  @Argument(parsing: .captureForPassthrough, help: "What {1}, {2}, … stand for in it.")
  var arguments: [String] = []

  func run() throws {
    let name = RawArguments.name(file, before: arguments)
    throw ToolStatusError(status: StepMode.run(name, arguments: RawArguments.last(arguments)))
  }
}
