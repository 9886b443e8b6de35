import Glibc
import Interpreter
import Language
import LineEditor

/// What a session says at the prompt: its record plain, what it tells dim.
///
/// While a line is being edited, notices are kept for the editor, which shows them above it; while
/// a statement runs they are printed at once, above the line that tells of a long wait.
final class PromptOutput: SessionOutput {
  unowned(unsafe) var session: Session?
  private var notices: [String] = []
  private var status: StatusLine
  private let isColourless = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
  private let writer = Writer(1)
  private var isWaiting = false

  init() {
    status = StatusLine(output: 1, usesColour: !isColourless)
  }

  var usesColour: Bool {
    switch session?.settings.colour {
    case .on: true
    case .off: false
    case .auto, nil: !isColourless
    }
  }

  func record(_ line: RecordLine) {
    guard !line.isAlreadyShown else { return }
    show(line.text)
  }

  func notice(_ text: String) {
    let styled = usesColour ? Style.dim.paint(text) : text
    if isWaiting { show(styled) } else { notices.append(styled) }
  }

  func explain(_ lines: [String]) {
    for line in lines { show(usesColour ? Style.red.paint(line) : line) }
  }

  func waiting(_ progress: WaitProgress?) {
    guard let progress else { return endWait() }
    isWaiting = true
    flushNotices()
    guard progress.since >= .seconds(1) else { return }
    status.show("waiting for \(progress.what), \(describe(progress.since))")
  }

  /// Takes the line of a wait away.
  func endWait() {
    flushNotices()
    isWaiting = false
    status.erase()
  }

  /// What there is to tell, for the editor to show.
  func takeNotices() -> [String] {
    defer { notices = [] }
    return notices
  }

  private func flushNotices() {
    for notice in takeNotices() { show(notice) }
  }

  private func show(_ line: String) {
    status.print([line])
  }
}
