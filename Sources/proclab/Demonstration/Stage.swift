import Glibc
import Language
import LineEditor

/// Where a demonstration is shown: standard output, and a recording of it where one is made.
final class Stage {
  private let writer = Writer(1)
  private let isStyled: Bool
  private let recording: CastRecording?
  private let beginning = ContinuousClock.now
  /// How long the recording rests where the demonstration itself did not.
  private var skipped = Duration.zero
  private var isAmidLine = false

  init(_ recording: CastRecording?) {
    self.recording = recording
    isStyled = isatty(1) == 1 && !TerminalAbility.isColourless
  }

  /// Whether marks are wanted that only a person's eyes need.
  var isForEyes: Bool { isStyled }

  /// Whether anybody will see a colour.
  var usesColour: Bool { isStyled || recording != nil }

  /// Shows a text in a style, without ending its line.
  func put(_ text: String, _ style: Style = .plain) {
    guard !text.isEmpty else { return }
    put(plain: text, styled: style.paint(text))
  }

  /// Shows a text whose parts have styles of their own.
  func put(_ text: String, _ ranges: [StyledRange]) {
    put(plain: text, styled: paint(text, ranges))
  }

  private func put(plain: String, styled: String) {
    writer.text(isStyled ? styled : plain)
    recording?.add(styled, at: time)
    isAmidLine = true
  }

  /// Ends the line that was begun, if one was.
  func endLine() {
    if isAmidLine { newline() }
  }

  /// Ends the line.
  func newline() {
    writer.text("\n")
    recording?.add("\r\n", at: time)
    isAmidLine = false
  }

  /// The person has ended the line, and the terminal shown it.
  func lineWasEnded() {
    recording?.add("\r\n", at: time)
    isAmidLine = false
  }

  /// Shows a whole line.
  func line(_ text: String, _ style: Style = .plain) {
    put(text, style)
    newline()
  }

  /// Marks a place in the recording that a player can stop at.
  func mark(_ heading: String) {
    recording?.mark(heading, at: time)
  }

  /// Lets the recording rest where nobody watches.
  func skip(_ duration: Duration) {
    skipped += duration
  }

  /// Shows everything that was put.
  func flush() {
    writer.flush()
  }

  /// Whether nobody watches any more.
  var isBroken: Bool { writer.isBroken }

  private var time: Duration { ContinuousClock.now - beginning + skipped }

  /// The text with the escape codes of its styles; where ranges overlap the later one counts.
  private func paint(_ text: String, _ ranges: [StyledRange]) -> String {
    var styles = [Style](repeating: .plain, count: text.utf8.count)
    for styled in ranges {
      for index in styled.range.clamped(to: 0..<styles.count) { styles[index] = styled.style }
    }
    var result = ""
    var current = Style.plain
    var offset = 0
    for scalar in text.unicodeScalars {
      if styles[offset] != current {
        current = styles[offset]
        result += current.escape
      }
      result.unicodeScalars.append(scalar)
      offset += UTF8.width(scalar)
    }
    return current == .plain ? result : result + Style.plain.escape
  }
}
