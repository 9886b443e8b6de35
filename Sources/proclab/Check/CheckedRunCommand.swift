import ArgumentParser

struct CheckedRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checked-run", abstract: "One file of a check, in a process of its own.",
    shouldDisplay: false)

  @Option var timeoutScale = 1.0
  @Flag var blesses = false
  @Option var folder: String?
  @Argument var file: String

  func run() throws {
    throw ToolStatusError(
      status: CheckedRun.run(
        RawArguments.name(file), timeoutScale: timeoutScale, blesses: blesses,
        folder: folder ?? SessionHost.folder))
  }
}
