import ArgumentParser
import CProcess
import Glibc

/// The tool: picks what its command line asks for, and ends with the status of the house.
@main
enum Tool {
  static func main() {
    proclab_open_missing_standard_descriptors()
    do {
      var command = try Proclab.parseAsRoot()
      try command.run()
    } catch let status as ToolStatusError {
      exit(status.status.rawValue)
    } catch {
      let isUsage = Proclab.exitCode(for: error) != .success
      let writer = Writer(isUsage ? 2 : 1)
      writer.line(Proclab.fullMessage(for: error))
      writer.flush()
      exit(isUsage ? ToolStatus.malformed.rawValue : ToolStatus.ok.rawValue)
    }
  }
}

/// Ends the tool with a status, after everything was said.
struct ToolStatusError: Error {
  let status: ToolStatus
}

struct Proclab: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "proclab",
    abstract: "A lab bench for processes: spawn, signal and join them, line by line.",
    usage: """
      proclab [-c STATEMENTS | FILE] [ARG…]
      proclab check [-j N] PATH…
      """,
    discussion: """
      Without arguments it is a prompt at a terminal, else a session on standard input. \
      'help' at the prompt tells the language.
      """,
    version: "0.1.0",
    subcommands: [
      RunCommand.self, CheckCommand.self, BlessCommand.self, CheckedRunCommand.self,
      ManualCommand.self,
    ],
    defaultSubcommand: RunCommand.self)
}

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Replay a session file, run statements, or open the prompt.",
    usage: "proclab [-c STATEMENTS | FILE] [ARG…]")

  @Option(name: .customShort("c"), help: "Run these statements, printing their record alone.")
  var statements: String?

  @Argument(help: "A session file to replay.")
  var file: String?

  @Argument(parsing: .captureForPassthrough, help: "What {1}, {2}, … stand for in it.")
  var arguments: [String] = []

  func run() throws {
    if let statements {
      let all = (file.map { [$0] } ?? []) + arguments
      throw ToolStatusError(status: CommandMode.run(statements, arguments: all))
    }
    if let file {
      throw ToolStatusError(status: Demonstration.run(file, arguments: arguments))
    }
    throw ToolStatusError(status: PromptMode.run() ?? InputMode.run())
  }
}
