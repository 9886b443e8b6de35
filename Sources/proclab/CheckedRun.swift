import Glibc
import Interpreter
import Language
import ProcessEngine
import Replay

/// One checked file in a process of its own: clean environment, own folder, deadlines, a report of
/// what was not as expected.
final class CheckedRun: ReplayObserver {
  private let writer = Writer(1)
  private let path: String
  private let file: SessionFile
  private var explanation: [String] = []
  private var session: Session?
  private var timedOutAt: Int?

  private init(_ path: String, _ file: SessionFile) {
    self.path = path
    self.file = file
  }

  static func run(_ path: String, timeoutScale: Double) -> ToolStatus {
    let writer = Writer(1)
    guard let file = ReplayRun.read(path, writer) else { return .malformed }
    guard file.judges else {
      writer.line("\(path): checks nothing: no expectation, no check, no expect")
      writer.flush()
      return .failed
    }
    if let missing = ReplayRun.missingArgument(file, 0) {
      writer.line("\(path): argument {\(missing)} is not given when a file is checked")
      writer.flush()
      return .malformed
    }
    SessionHost.split()
    return CheckedRun(path, file).run(timeoutScale)
  }

  private func run(_ timeoutScale: Double) -> ToolStatus {
    let replayer = Replayer(file, observer: self)
    var configuration = ReplayRun.configuration(path, file, arguments: [])
    configuration.environment = CheckedRun.environment
    configuration.hasOwnHome = true
    configuration.timeoutScale = timeoutScale
    let session = SessionHost.session(configuration, output: replayer)
    self.session = session
    defer { writer.flush() }
    guard let folder = session.makeFolder(), chdir(folder) == 0 else {
      writer.line("\(path): cannot make a temporary folder")
      return .fault
    }
    return ReplayRun.finish(replayer, file, in: session, writer)
  }

  /// The same wherever a file is checked; only PATH is the machine's.
  private static var environment: [[UInt8]] {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return ["LC_ALL=C.UTF-8", "TZ=UTC", "PATH=\(path)"].map { Array($0.utf8) }
  }

  func willRun(_ step: SessionFile.Step) {
    explanation = []
  }

  func didPrint(_ line: RecordLine) {}

  func didExplain(_ lines: [String]) {
    explanation += lines
  }

  func didRun(_ step: SessionFile.Step, _ mismatch: Mismatch?) {
    let hasTimedOut = timedOutAt == nil && session?.hasTimedOut == true
    let number = file.source.line(at: step.line.span.start)
    defer { if hasTimedOut { timedOutAt = number } }
    guard let mismatch else { return }
    let lines = step.text.split(separator: "\n", omittingEmptySubsequences: false)
    writer.line("\(path):\(number): \(escapedForDisplay(String(lines.first ?? "")))")
    for line in lines.dropFirst() { writer.line("  \(escapedForDisplay(String(line)))") }
    writer.lines(mismatch.lines.map { "  \($0)" })
    if let timedOutAt { writer.line("  (may follow from the timeout in line \(timedOutAt))") }
    writer.lines(explanation.map { "    \(escapedForDisplay($0))" })
    writer.flush()
  }

  func isWaiting(_ progress: WaitProgress?) {}
}
