import ArgumentParser

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check session files: does each line print what it should?")

  @Option(name: .customShort("j"), help: "How many files run at once.")
  var jobs = 0

  @Option(help: "What all deadlines are multiplied with.")
  var timeoutScale = 1.0

  @Argument(help: "Session files, and folders of them.")
  var paths: [String]

  func validate() throws {
    guard timeoutScale > 0, timeoutScale <= 1000 else {
      throw ValidationError("--timeout-scale takes a number above 0, 1000 at most")
    }
    guard (0...1024).contains(jobs) else { throw ValidationError("-j takes 1 to 1024") }
  }

  func run() throws {
    throw ToolStatusError(
      status: CheckMode.run(paths, jobs: jobs, timeoutScale: timeoutScale))
  }
}
