import ArgumentParser
import Replay

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check session files: does each line print what it should?",
    discussion: """
      Exit status: 0 all as expected, 1 something was not, 2 a malformed file or wrong usage, \
      3 a timeout, a process not joined or a fault, 77 all skipped, 130 interrupted.
      """)

  @Option(name: .customShort("j"), help: "How many files run at once (default: one a core).")
  var jobs: Int?

  @Flag(help: "Report in the Test Anything Protocol.")
  var tap = false

  @Flag(help: "Report one JSON object a line.")
  var json = false

  @Option(help: ArgumentHelp("Write a JUnit report as well.", valueName: "file"))
  var junit: String?

  @Option(help: ArgumentHelp("Only the I-th of N parts of the files.", valueName: "i/n"))
  var shard: Shard?

  @Option(name: .customLong("repeat"), help: "Run each file that often.")
  var rounds = 1

  @Flag(help: "Keep every core busy meanwhile.")
  var stress = false

  @Flag(help: "End at the first failure.")
  var failFast = false

  @Option(help: "What all deadlines are multiplied with.")
  var timeoutScale = 1.0

  @Argument(help: "Session files, and folders of them.")
  var paths: [String]

  func validate() throws {
    try RunnerArguments.validate(jobs: jobs, timeoutScale: timeoutScale)
    guard (1...1_000_000).contains(rounds) else {
      throw ValidationError("--repeat takes a number from 1 to 1000000")
    }
    guard !(tap && json) else { throw ValidationError("choose one of --tap and --json") }
  }

  func run() throws {
    var request = CheckMode.Request(paths: RawArguments.names(paths))
    request.runs = .init(
      parallel: jobs ?? FileRunner.coreCount, rounds: rounds, hasLoad: stress,
      timeoutScale: timeoutScale)
    request.format = tap ? TAPFormat() : json ? JSONFormat() : nil
    request.junit = junit.map { RawArguments.name($0) }
    request.shard = shard.map { ($0.index, $0.count) }
    request.failsFast = failFast
    throw ToolStatusError(status: CheckMode.run(request))
  }
}

/// `I/N`: one of so many parts.
struct Shard: ExpressibleByArgument {
  let index: Int
  let count: Int

  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], count >= 1,
      (1...count).contains(index)
    else { return nil }
    self.index = index
    self.count = count
  }
}

/// The arguments that every command has which runs files.
enum RunnerArguments {
  static func validate(jobs: Int? = nil, timeoutScale: Double) throws {
    guard timeoutScale > 0, timeoutScale <= 1000 else {
      throw ValidationError("--timeout-scale takes a number above 0, 1000 at most")
    }
    guard (1...1024).contains(jobs ?? 1) else { throw ValidationError("-j takes 1 to 1024") }
  }
}
