import Glibc
import LineEditor
import Replay

/// Where a check is told: lines on standard output, and at a terminal one that says how far it is.
final class CheckDisplay {
  private let writer = Writer(1)
  private var status: StatusLine?
  private var shown = ""
  private let usesColour: Bool
  /// Whether the line and the others share a terminal.
  private let isShared: Bool

  /// For people the line stands below the others; a machine's output goes by itself, and the line
  /// to standard error where that is a terminal.
  init(isForPeople: Bool) {
    let descriptor: Int32 = isForPeople ? 1 : 2
    // A terminal that can't take back what was written gets quiet lines.
    let isTerminal = isatty(descriptor) == 1 && TerminalAbility.canErase
    usesColour = isTerminal && isForPeople && !TerminalAbility.isColourless
    if isTerminal {
      setlocale(LC_CTYPE, "")
      status = StatusLine(output: descriptor, usesColour: !TerminalAbility.isColourless)
    }
    isShared = isTerminal && isForPeople
  }

  /// Prints lines above the line that says how far it is.
  func print(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    if isShared {
      status?.print(lines)
    } else {
      writer.lines(lines)
      writer.flush()
    }
  }

  /// Says how far it is, where somebody watches.
  func show(_ text: String) {
    guard text != shown else { return }
    shown = text
    status?.show(text)
  }

  /// Takes the line away.
  func finish() {
    status?.erase()
  }

  /// The window has another size.
  func resize() {
    status?.resize()
  }

  /// A text in the colour of an outcome.
  func paint(_ text: String, as outcome: Outcome) -> String {
    guard usesColour else { return text }
    return switch outcome {
    case .passed: Style.green.paint(text)
    case .skipped: Style.dim.paint(text)
    case .failed, .malformed, .fault: Style.red.paint(text)
    }
  }
}
