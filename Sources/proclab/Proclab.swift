import ArgumentParser
import CProcess
import Glibc
import Language

/// The tool: picks what its command line asks for, and ends with the status of the house.
@main
enum Tool {
  static func main() {
    proclab_open_missing_standard_descriptors()
    CrashSignals.endAtOnce()
    if let plain = PlainCommandLine(RawArguments.text) {
      let words = RawArguments.last([plain.statements] + plain.arguments)
      end(CommandMode.run(words[0], arguments: Array(words.dropFirst())))
    }
    do {
      var command = try Proclab.parseAsRoot(RawArguments.text)
      try command.run()
      end(.ok)
    } catch let status as ToolStatusError {
      end(status.status)
    } catch {
      let isUsage = Proclab.exitCode(for: error) != .success
      let writer = Writer(isUsage ? 2 : 1)
      writer.line(message(for: error))
      writer.flush()
      end(isUsage ? .malformed : .ok)
    }
  }

  /// What the parser of arguments says, in the house's way.
  private static func message(for error: any Error) -> String {
    let (text, theirs) = (Proclab.fullMessage(for: error), "Error: ")
    return text.hasPrefix(theirs) ? "error: \(text.dropFirst(theirs.count))" : text
  }

  /// Ends with a status; what could not be written is a fault, whatever else there was.
  private static func end(_ status: ToolStatus) -> Never {
    guard let errno = Writer.lostOutput else { exit(status.rawValue) }
    let writer = Writer(2)
    writer.line("error: cannot write the output: \(String(cString: strerror(errno)))")
    writer.flush()
    exit(ToolStatus.fault.rawValue)
  }
}

/// Ends the tool with a status, after everything was said.
struct ToolStatusError: Error {
  let status: ToolStatus
}

struct Proclab: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "proclab",
    abstract: "A lab bench for processes: spawn, signal and join them, line by line.",
    usage: """
      proclab [-c STATEMENTS | FILE] [ARG…]
      proclab step FILE [ARG…]
      proclab check [-j N] PATH…
      proclab bless [--dry-run] [--runs N] PATH…
      proclab doctor
      """,
    discussion: """
      Without arguments it is a prompt at a terminal, else a session on standard input. \
      'help' at the prompt tells the language.
      """,
    version: version,
    subcommands: [
      RunCommand.self, StepCommand.self, CheckCommand.self, BlessCommand.self, DoctorCommand.self,
      CheckedRunCommand.self, ManualCommand.self,
    ],
    defaultSubcommand: RunCommand.self)
}

extension Proclab {
  /// A command that may have been meant by a word which was taken for a file.
  static func commandHint(_ word: String) -> String? {
    guard word.allSatisfy(\.isLetter) else { return nil }
    let shown = configuration.subcommands.filter { $0.configuration.shouldDisplay }
    return didYouMean(word, among: shown.compactMap { $0.configuration.commandName })
  }
}

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Replay a session file, run statements, or open the prompt.",
    usage: "proclab [-c STATEMENTS | [--speed X] [--pause] [--cast CAST] FILE] [ARG…]")

  @Option(name: .customShort("c"), help: "Run these statements, printing their record alone.")
  var statements: String?

  @Option(help: "Type each line of FILE, this many times as fast as a person.")
  var speed: Double?

  @Flag(help: "Wait for Enter before each line of FILE runs.")
  var pause = false

  @Option(help: "Record what is shown of FILE, for asciinema.")
  var cast: String?

  @Argument(help: "A session file to replay; options stand before it.")
  var file: String?

  @Argument(parsing: .captureForPassthrough, help: "What {1}, {2}, … stand for in it.")
  var arguments: [String] = []

  func validate() throws {
    if let speed, !(0.01...1000).contains(speed) {
      throw ValidationError("--speed takes a number from 0.01 to 1000")
    }
    if file == nil || statements != nil, speed != nil || pause || cast != nil {
      throw ValidationError("--speed, --pause and --cast are for a FILE")
    }
  }

  func run() throws {
    if let statements {
      let all = RawArguments.last((file.map { [$0] } ?? []) + arguments)
      throw ToolStatusError(status: CommandMode.run(Array(statements.utf8), arguments: all))
    }
    if let file {
      let manner = Demonstration.Manner(
        speed: speed, pauses: pause, cast: cast.map { RawArguments.name($0) })
      let name = RawArguments.name(file, before: arguments)
      let words = RawArguments.last(arguments)
      throw ToolStatusError(status: Demonstration.run(name, arguments: words, manner))
    }
    throw ToolStatusError(status: PromptMode.run() ?? InputMode.run())
  }
}
