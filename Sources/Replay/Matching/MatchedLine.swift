import Interpreter

/// A line of a record, ready to be held against expectations.
struct MatchedLine {
  /// As the child or the session wrote it.
  let text: String
  /// The same as bytes: lines are the same only to the byte, never by what looks alike.
  let bytes: [UInt8]
  /// As a session file would write it, which is how it is shown: what looks the same is the same.
  var shown: String { RecordLine(text).literalText }

  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
  }

  init(_ line: RecordLine) {
    self.init(line.text)
  }
}
