import Glibc
import Interpreter
import Language
import LineEditor
import ProcessEngine

/// What a session says at the prompt: its record plain, what it tells dim, errors red at their
/// beginning.
///
/// While a line is being edited, notices are kept for the editor, which shows them above it, or, where
/// there is none, until the line has ended; while a statement runs they are printed at once, above the
/// line that tells of a long wait.
final class PromptOutput: SessionOutput {
  weak var session: Session?
  /// Gives the terminal back before this process stops, and takes it again.
  var restoreTerminal: () -> Void = {}
  var prepareTerminal: () -> Void = {}

  private var notices: [String] = []
  /// What there was to say while a process had the terminal; nil while none has.
  private var held: [String]?
  private var status: StatusLine
  private var isRunning = false
  private var statusText = ""
  private var statusTime: Instant?
  private let isColourless: Bool

  init() {
    isColourless = TerminalAbility.isColourless
    status = StatusLine(output: 1, usesColour: !isColourless)
  }

  var usesColour: Bool {
    switch session?.settings.colour {
    case .on: true
    case .off: false
    case .auto, nil: !isColourless
    }
  }

  /// Whether this terminal can take back what was written.
  var canErase = true

  // MARK: What a session says

  func record(_ line: RecordLine) {
    guard !line.isAlreadyShown else { return }
    let text = line.isRow ? status.cut(line.text) : line.text
    print([line.isComplaint ? painted(text) : text])
  }

  func notice(_ text: String) { tellAbove(dim(text)) }

  func wrote(_ text: String, tag: String) { tellAbove(dim(tag) + text) }

  private func tellAbove(_ line: String) {
    if isRunning { print([line]) } else { notices.append(line) }
  }

  private func dim(_ text: String) -> String {
    text.isEmpty || !usesColour ? text : Style.dim.paint(text)
  }

  /// Prints a line of the tool's own.
  func tell(_ text: String, _ style: Style) {
    print([usesColour ? style.paint(text) : text])
  }

  /// Prints an error of the tool's own, and what would be right.
  func complain(_ message: String, hint: String? = nil) {
    print(["error: \(message)"].map(painted) + (hint.map { [painted("hint: \($0)")] } ?? []))
  }

  /// An error stands out by its message; a hint doesn't.
  private func painted(_ complaint: String) -> String {
    guard usesColour, let colon = complaint.firstIndex(of: ":") else { return complaint }
    let (word, rest) = (String(complaint[...colon]), String(complaint[colon...].dropFirst()))
    return word == "error:"
      ? Style.red.paint(word) + Style.bold.paint(rest) : Style.cyan.paint(word) + rest
  }

  func explain(_ lines: [String]) {
    print(
      lines.map { line in
        let isCaret = line.contains("^") && !line.contains { !" |^".contains($0) }
        return usesColour ? (isCaret ? Style.red : Style.dim).paint(line) : line
      })
  }

  private func print(_ lines: [String]) {
    if held == nil { status.print(lines) } else { held? += lines }
  }

  /// How often the line of a wait changes at most: a loop may have a thousand rounds a second.
  private static let pace = Duration.milliseconds(100)

  func waiting(_ progress: WaitProgress?) {
    guard canErase, held == nil else { return }
    guard let progress else { return eraseStatus() }
    guard let what = progress.what, let now = session?.engine.now else { return }
    if let statusTime, now - statusTime < PromptOutput.pace { return }
    let seconds = Duration.seconds(progress.since.components.seconds)
    let text = "\(what), \(wholeSeconds(seconds))"
    statusTime = now
    guard text != statusText else { return }
    statusText = text
    status.usesColour = usesColour
    status.show(text)
  }

  /// With an editor keys show only amid a line. Without one the terminal shows this one too, as `^C`,
  /// unless it is told not to (`ECHOCTL`, termios(3)): behind it begins a new line.
  func interrupted() {
    guard !canErase else { return }
    var modes = termios()
    let flags = tcgetattr(0, &modes) == 0 ? modes.c_lflag : 0
    let isShown = flags & tcflag_t(ECHO) != 0 && flags & tcflag_t(ECHOCTL) != 0
    print([isShown ? "" : "^C"])
  }

  func suspending() {
    eraseStatus()
    restoreTerminal()
  }

  func resumed() { prepareTerminal() }

  func windowChanged() { status.resize() }

  // MARK: While a process has the terminal

  private(set) lazy var handedTerminal = HandedTerminal(self)
  var terminal: (any PersonTerminal)? { handedTerminal }

  /// Says nothing for now: the screen is a process's.
  func hold() {
    eraseStatus()
    held = held ?? []
  }

  /// Says what there was to say.
  func release() {
    let lines = held ?? []
    held = nil
    print(lines)
  }

  // MARK: What the prompt tells

  /// A line begins to run: what is told from now on is printed at once.
  func begin() {
    tellNotices()
    isRunning = true
  }

  /// Prints what was told while a line was typed.
  func tellNotices() { status.print(takeNotices()) }

  /// The line has run.
  func end() {
    isRunning = false
    eraseStatus()
  }

  /// Writes a prompt where no editor can. What is told while its line is typed waits for the end of
  /// that: nobody but the terminal knows what there is of it, so none could write it again.
  func printPrompt(_ prompt: String) {
    let writer = Writer(1)
    writer.text(prompt)
    writer.flush()
  }

  /// What there is to tell, for the editor to show.
  func takeNotices() -> [String] {
    defer { notices = [] }
    return notices
  }

  private func eraseStatus() {
    status.erase()
    (statusText, statusTime) = ("", nil)
  }

  /// `7s`, `2m05s`: how long a person has been waiting needs no fractions.
  private func wholeSeconds(_ duration: Duration) -> String {
    duration < .seconds(60) ? "\(duration.components.seconds)s" : describe(duration)
  }
}
