import Interpreter

extension RecordLine {
  /// The line as a session file writes it: blanks at its end, which no eye sees, as `\x20`.
  var canonicalText: String {
    var text = Substring(text)
    var blanks = 0
    while text.last == " " {
      text.removeLast()
      blanks += 1
    }
    return text + String(repeating: "\\x20", count: blanks)
  }
}
