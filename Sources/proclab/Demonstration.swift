import Glibc
import Interpreter
import Language
import ProcessEngine
import Replay

/// `proclab FILE`: each line as if typed, what it prints, and where that is not what was expected.
final class Demonstration: ReplayObserver {
  private let writer = Writer(1)
  private let path: String
  private let file: SessionFile
  private let isStyled: Bool
  private var session: Session?
  private var mismatchedLines = 0
  private var timedOutAt: Int?

  private init(_ path: String, _ file: SessionFile) {
    self.path = path
    self.file = file
    isStyled = isatty(1) == 1 && getenv("NO_COLOR") == nil
  }

  /// Replays a file, with its arguments.
  static func run(_ path: String, arguments: [String]) -> ToolStatus {
    guard let file = ReplayRun.read(path, arguments: arguments) else { return .malformed }
    SessionHost.split()
    return Demonstration(path, file).run(arguments)
  }

  private func run(_ arguments: [String]) -> ToolStatus {
    let replayer = Replayer(file, observer: self)
    let configuration = ReplayRun.configuration(path, file, arguments: arguments)
    let session = SessionHost.session(configuration, output: replayer)
    self.session = session
    defer { writer.flush() }
    let end = ReplayRun.finish(replayer, file, in: session, ending: replayer.run(in: session))
    let mark = end.status == .skipped ? "–" : "✗"
    for line in FileReport(end.items).lines(path: path) {
      writer.line(styled("\(mark) \(line)", end.status == .skipped ? "33" : "31"))
    }
    if file.hasExpectations, end.status != .interrupted { summary(end.status) }
    return end.status
  }

  private func summary(_ status: ToolStatus) {
    let lines = file.steps.count
    if status == .ok {
      writer.line(styled("✓ all \(lines) lines as expected", "32"))
    } else if mismatchedLines > 0 {
      writer.line(styled("✗ \(mismatchedLines) of \(lines) lines not as expected", "31"))
    }
  }

  func willRun(_ step: SessionFile.Step) {
    for case .comment(let line) in step.preamble {
      writer.line(styled("# \(escapedForDisplay(line))", "2"))
    }
    let alive = session?.aliveCount ?? 0
    for (index, line) in step.text.enumerated() {
      let prompt = index == 0 ? "proclab \(alive)▸ " : String(repeating: " ", count: 11)
      writer.line(styled(prompt, "2") + styled(escapedForDisplay(String(line)), "1"))
    }
  }

  func didPrint(_ line: RecordLine) {
    writer.line(line.text)
  }

  func didExplain(_ lines: [String]) {
    for line in lines { writer.line(styled("  \(escapedForDisplay(line))", "2")) }
  }

  func didNotice(_ text: String) {}

  func didRun(_ step: SessionFile.Step, _ result: StepResult) {
    let line = file.lineNumber(of: step)
    let after = timedOutAt
    if result.hasTimedOut, !result.isExpected, timedOutAt == nil { timedOutAt = line }
    guard file.hasExpectations, !result.isExpected else { return }
    mismatchedLines += 1
    writer.line(styled("✗ \(path):\(line): not as expected", "31"))
    for row in result.difference { writer.line(styled("  \(row)", "31")) }
    if let after { writer.line(styled("    \(StepResult.remark(after: after))", "31")) }
  }

  func isWaiting(_ progress: WaitProgress?) {
    if progress != nil { writer.flush() }
  }

  private func styled(_ text: String, _ code: String) -> String {
    isStyled && !text.isEmpty ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
  }
}
