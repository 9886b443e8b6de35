import Interpreter
import Language
import LineEditor
import Replay

/// What a person sees of the steps of a file: comments, records, and ✓ or ✗ for each.
final class StepScreen: ReplayObserver {
  /// The terminal.
  weak var output: PromptOutput?
  /// How many lines were left out.
  var skippedCount = 0
  private let file: SessionFile
  private var failedCount = 0
  /// How many lines were run and judged.
  private var judgedCount = 0

  init(_ file: SessionFile) {
    self.file = file
  }

  /// Forgets what was counted.
  func restart() {
    (skippedCount, failedCount, judgedCount) = (0, 0, 0)
    tell("from the beginning", .dim)
  }

  /// Shows a line of our own.
  func tell(_ text: String, _ style: Style) {
    output?.tell(text, style)
  }

  /// Shows comments, but for the line that makes the file a program.
  func show(_ remarks: [SessionFile.Remark]) {
    for remark in remarks {
      guard case .comment(let text) = remark, !text.hasPrefix("!") else { continue }
      tell("# \(shownAsWritten(text))", remark.isHeading ? .bold : .dim)
    }
  }

  /// Shows a line that nobody typed.
  func echo(_ prompt: String, _ lines: [String]) {
    for (index, line) in lines.enumerated() {
      let margin = String(repeating: " ", count: max(0, prompt.count - 2)) + "… "
      tell("\(index == 0 ? prompt : margin)\(shownAsWritten(line))", .plain)
    }
  }

  func willRun(_ step: SessionFile.Step) {}

  func didRun(_ step: SessionFile.Step, _ result: StepResult) {
    judgedCount += 1
    guard !result.isExpected else {
      if file.hasExpectations { tell("✓", .green) }
      return
    }
    failedCount += 1
    tell("✗ line \(file.lineNumber(of: step)) is not as expected", .red)
    for line in result.difference { tell("  \(line)", .red) }
  }

  func didNotReach(_ step: SessionFile.Step, after last: SessionFile.Step) {
    failedCount += 1
    let reason = StepResult.notReached(after: file.lineNumber(of: last))
    tell("✗ line \(file.lineNumber(of: step)) is \(reason)", .red)
  }

  /// What there is to say at the end.
  func tell(_ end: ReplayRun.End) {
    for item in end.items {
      switch item {
      case .unjoined(let process): tell("✗ not joined: \(process)", .red)
      case .problem(let text): tell("✗ \(text)", .red)
      case .skipped(let reason): tell("– skipped: \(reason)", .dim)
      default: break
      }
    }
  }

  /// How it went, line by line.
  func summary(_ end: ReplayRun.End) {
    let isOver = end.status != .skipped && end.status != .interrupted
    guard file.hasExpectations, isOver, judgedCount > 0 else { return }
    let total = file.steps.count
    let counts = [(skippedCount, "skipped"), (total - skippedCount - judgedCount, "not run")]
    let left = counts.filter { $0.0 > 0 }.map { ", \($0.0) \($0.1)" }.joined()
    if failedCount > 0 {
      let failed = total == 1 ? "the line is" : "\(failedCount) of \(total) lines"
      tell("✗ \(failed) not as expected\(left)", .red)
    } else {
      let all = judgedCount == 1 ? "the line is" : "\(judgedCount) lines"
      tell("✓ \(all) as expected\(left)", .green)
    }
  }

  func record(_ line: RecordLine) { output?.record(line) }
  func notice(_ text: String) { output?.notice(text) }
  func wrote(_ text: String, tag: String) { output?.wrote(text, tag: tag) }
  func explain(_ lines: [String]) { output?.explain(lines) }
  func waiting(_ progress: WaitProgress?) { output?.waiting(progress) }
  func suspending() { output?.suspending() }
  func resumed() { output?.resumed() }
  func windowChanged() { output?.windowChanged() }
  var terminal: (any PersonTerminal)? { output?.terminal }
}
