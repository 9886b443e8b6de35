import ArgumentParser

struct BlessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bless", abstract: "Rewrite the expectations of session files that do not hold.",
    discussion: """
      Comments, blank lines and what matches stay as they are. Refuses with CI=true, and for a \
      file that timed out or left a process not joined.
      """)

  @Flag(help: "Only show what would change, as patch(1) reads it.")
  var dryRun = false

  @Option(
    help: """
      Run each file that often: where only the order of lines varies, a block is written; where \
      anything else does, nothing.
      """)
  var runs = 1

  @Option(name: .customShort("j"), help: "How many files run at once (default: one a core).")
  var jobs: Int?

  @Option(help: "What all deadlines are multiplied with.")
  var timeoutScale = 1.0

  @Argument(help: "Session files, and folders of them.")
  var paths: [String]

  func validate() throws {
    try RunnerArguments.validate(jobs: jobs, timeoutScale: timeoutScale)
    guard (1...1000).contains(runs) else { throw ValidationError("--runs takes 1 to 1000") }
  }

  func run() throws {
    let options = FileRunner.Options(
      parallel: jobs ?? FileRunner.coreCount, rounds: runs, timeoutScale: timeoutScale,
      blesses: true)
    throw ToolStatusError(status: BlessMode.run(RawArguments.names(paths), options, isDry: dryRun))
  }
}
