import Glibc
import Interpreter
import LineEditor
import ProcessEngine
import Replay

/// `proclab check`: files in parallel, reported in name order.
final class CheckMode: FileRunner.Observer {
  /// What it was asked for.
  struct Request {
    var paths: [FileName] = []
    var runs = FileRunner.Options()
    /// What is said on standard output; nil for what a person reads.
    var format: (any CheckFormat)?
    /// Where a JUnit report is to be written.
    var junit: FileName?
    /// Which part of the files: this one, of so many.
    var shard: (index: Int, count: Int)?
    /// Whether the first failure ends it.
    var failsFast = false
  }

  private let request: Request
  private let paths: [FileName]
  private let format: any CheckFormat
  private let display: CheckDisplay
  private let beginning = ContinuousClock.now
  private var runs: [[FileResult.Run]]
  private var summary: CheckSummary
  private var failedRuns = 0

  private init(_ request: Request, _ paths: [FileName]) {
    self.request = request
    self.paths = paths
    let display = CheckDisplay(isForPeople: request.format == nil)
    self.display = display
    format = request.format ?? TextFormat { display.paint($1, as: $0) }
    runs = paths.map { _ in [] }
    summary = CheckSummary(fileCount: paths.count)
  }

  /// Checks files and folders of files.
  static func run(_ request: Request) -> ToolStatus {
    var files: [FileName]
    switch SessionFiles.all(request.paths) {
    case .failure(let complaint): return refuse(complaint.text)
    case .success(let found): files = found
    }
    if let shard = request.shard {
      files = files.enumerated().filter { $0.offset % shard.count == shard.index - 1 }
        .map(\.element)
    }
    if let junit = request.junit, let complaint = OutputFile(junit).complaint {
      return refuse(complaint)
    }
    SessionHost.split()
    return CheckMode(request, files).run()
  }

  private static func refuse(_ complaint: String) -> ToolStatus {
    let errors = Writer(2)
    errors.line("error: \(complaint)")
    errors.flush()
    return .malformed
  }

  private func run() -> ToolStatus {
    display.print(format.beginning(paths.count))
    let ending = FileRunner(paths, request.runs).run(self)
    summary.took = ContinuousClock.now - beginning
    switch ending {
    case .complete: break
    case .stopped: summary.stop = .failed
    case .signalled: summary.stop = .interrupted
    }
    if summary.stop != nil { reportOutOfOrder() }
    display.finish()
    display.print(format.end(summary))
    var status = ToolStatus(rawValue: summary.outcome.rawValue) ?? .fault
    if let junit = request.junit, !OutputFile(junit).write(JUnitDocument(summary).text) {
      status = max(status, CheckMode.refuse("cannot write '\(junit.shown)'"))
    }
    guard case .signalled(let signal) = ending else { return status }
    if signal != .interrupt { SessionHost.dieBySignal(signal.number) }
    return .interrupted
  }

  func didFinish(_ file: Int, _ run: FileResult.Run, of runner: FileRunner) -> Bool {
    runs[file].append(run)
    if run.outcome.isFailure { failedRuns += 1 }
    // What is printed stands above the line, which is not to say anything else.
    hasProgressed(runner)
    while summary.results.count < paths.count,
      runs[summary.results.count].count == request.runs.rounds
    {
      report(summary.results.count)
    }
    return !(request.failsFast && run.outcome.isFailure)
  }

  private func report(_ file: Int) {
    let result = FileResult(path: paths[file], runs: runs[file])
    summary.results.append(result)
    display.print(format.lines(result, number: summary.results.count))
  }

  /// Of a check that was cut short: what is known of the files whose turn had not come.
  private func reportOutOfOrder() {
    for file in summary.results.count..<paths.count {
      if runs[file].isEmpty {
        if started.contains(file) { summary.unfinished.append(paths[file]) }
      } else {
        report(file)
      }
    }
  }

  private var started: Set<Int> = []

  func hasProgressed(_ runner: FileRunner) {
    started.formUnion(runner.running.map(\.file))
    let rounds = request.runs.rounds
    let done =
      rounds == 1
      ? "\(runner.finished) of \(paths.count) files done"
      : "\(runner.finished) of \(paths.count * rounds) runs done"
    let failed = failedRuns > 0 ? ", \(failedRuns) failed" : ""
    display.show("\(done)\(failed)\(runner.runningText)")
  }

  func hasResized() {
    display.resize()
  }
}
