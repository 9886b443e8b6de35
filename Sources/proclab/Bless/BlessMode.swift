import Glibc
import Interpreter
import Language
import ProcessEngine
import Replay

/// `proclab bless`: runs each file as `check` does, and writes down what came.
final class BlessMode: FileRunner.Observer {
  private let isDry: Bool
  private let files: [BlessedFile]
  private let options: FileRunner.Options
  private let display = CheckDisplay(isForPeople: true)
  private var runs: [[FileResult.Run]]
  private var status = ToolStatus.ok
  private var doneCount = 0

  private init(_ files: [BlessedFile], _ options: FileRunner.Options, isDry: Bool) {
    self.files = files
    self.options = options
    self.isDry = isDry
    runs = files.map { _ in [] }
  }

  /// Blesses files and folders of files.
  static func run(_ paths: [FileName], _ options: FileRunner.Options, isDry: Bool) -> ToolStatus {
    if !isDry, let value = getenv("CI"), strcmp(value, "true") == 0 {
      return refuse([
        "error: nothing is blessed under CI=true", "hint: --dry-run shows what would be",
      ])
    }
    var files: [BlessedFile] = []
    switch SessionFiles.all(paths) {
    case .failure(let complaint): return refuse(["error: \(complaint.text)"])
    case .success(let found):
      for path in found {
        switch BlessedFile.read(path, isDry: isDry) {
        case .success(let file): files.append(file)
        case .failure(let complaint): return refuse(complaint.lines)
        }
      }
    }
    SessionHost.split()
    return BlessMode(files, options, isDry: isDry).run()
  }

  private static func refuse(_ lines: [String]) -> ToolStatus {
    let errors = Writer(2)
    errors.lines(lines)
    errors.flush()
    return .malformed
  }

  private func run() -> ToolStatus {
    let ending = FileRunner(files.map(\.path), options).run(self)
    display.finish()
    guard case .signalled(let signal) = ending else { return status }
    display.print(["interrupted: \(doneCount) of \(files.count) files done"])
    if signal != .interrupt { SessionHost.dieBySignal(signal.number) }
    return .interrupted
  }

  func didFinish(_ file: Int, _ run: FileResult.Run, of runner: FileRunner) -> Bool {
    runs[file].append(run)
    while doneCount < files.count, runs[doneCount].count == options.rounds {
      doneCount += 1
      hasProgressed(runner)
      bless(files[doneCount - 1], runs[doneCount - 1])
    }
    return true
  }

  private func bless(_ blessed: BlessedFile, _ runs: [FileResult.Run]) {
    let reports = runs.map(\.report)
    guard reports.allSatisfy({ $0.digest == nil || $0.digest == blessed.digest }) else {
      return refuse(blessed, ["it was changed while it ran"], .failed)
    }
    switch FileBlessing(blessed.path, blessed.file, reports) {
    case .unchanged: tell("✓", blessed, "all expectations hold")
    case .refused(let reasons):
      let outcome = FileResult(path: blessed.path, runs: runs).outcome
      refuse(blessed, reasons, ToolStatus(rawValue: outcome.rawValue) ?? .fault)
    case .changed(let bytes, let lines, let diff):
      if isDry {
        display.print(diff)
        status = max(status, .failed)
      } else if let complaint = blessed.replace(by: bytes) {
        refuse(blessed, [complaint], .failed)
      } else {
        let numbers = lines.map(String.init).joined(separator: ", ")
        tell("✓", blessed, "blessed line\(lines.count == 1 ? "" : "s") \(numbers)")
      }
    }
  }

  private func tell(_ mark: String, _ file: BlessedFile, _ text: String) {
    let style: Outcome = mark == "✓" ? .passed : .failed
    display.print(["\(display.paint(mark, as: style)) \(file.path.shown): \(text)"])
  }

  private func refuse(_ file: BlessedFile, _ reasons: [String], _ status: ToolStatus) {
    tell("✗", file, "not blessed")
    display.print(reasons.map { "  \(escapedForDisplay($0))" })
    self.status = max(self.status, status == .ok ? .failed : status)
  }

  func hasProgressed(_ runner: FileRunner) {
    display.show("\(doneCount) of \(files.count) files done\(runner.runningText)")
  }

  func hasResized() {
    display.resize()
  }
}
