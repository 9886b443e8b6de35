import Language

/// One statement of a line that was run, with everything that a session file says of it.
struct TranscriptPart {
  /// A line that it printed. What in it is only true today is found out when it is shown to a person,
  /// or when it is written: nobody else should wait for that.
  struct Line {
    private let line: RecordLine
    private let isRecognized: Bool

    init(_ line: RecordLine, isRecognized: Bool) {
      (self.line, self.isRecognized) = (line, isRecognized)
    }

    var origin: RecordLine.Origin? { line.origin }

    /// How a session file expects it.
    func expectation(in session: Session) -> String {
      (isRecognized ? line : session.recognized(line)).expectation
    }
  }

  /// What a session file makes of a statement.
  enum Fate: Equatable {
    /// It stands there.
    case told
    /// It is no part of what is saved, as a `save` isn't.
    case leftOut
    /// It was cut short, so that no replay could do the same; the rest of its line never ran.
    case cutShort(doubt: String?)
  }

  /// The statement as it was typed, without what is left out.
  private(set) var text: String
  /// Where it stood in what it was read from.
  let span: Span
  /// What it printed.
  var printed: [Line] = []
  /// What a process was typed that it handed the terminal to.
  var keys: TypedKeys?
  var fate = Fate.told
  /// What of a block has been left out, and how many bytes that were.
  private var leftOut: Set<Span> = []
  private var missing = 0

  init(_ text: String, _ span: Span) {
    (self.text, self.span) = (text, span)
  }

  /// Whether something of it was left out.
  var isShortened: Bool { !leftOut.isEmpty }

  /// The verb, or whatever word it begins with.
  var verb: Substring { text.prefix { !$0.isWhitespace } }

  /// Whether it is the statement at a place, or one around it; not what 'after' has scheduled, or
  /// what stands in a file that is being read, which have places of their own.
  func holds(_ span: Span, beginningWith word: String) -> Bool {
    leftOut.contains(span) || place(of: span, beginningWith: word) != nil
  }

  /// Leaves out a statement, with its semicolon where it stands in a block.
  mutating func leaveOut(_ span: Span, beginningWith word: String) {
    guard span != self.span else {
      fate = .leftOut
      return
    }
    let bytes = Array(text.utf8)
    guard let place = place(of: span, beginningWith: word) else { return }
    var before = bytes[..<place.lowerBound]
    var after = bytes[place.upperBound...].drop { $0 == UInt8(ascii: " ") }
    if after.first == UInt8(ascii: ";") {
      after = after.dropFirst().drop { $0 == UInt8(ascii: " ") }
    } else {
      after = bytes[place.upperBound...]
      while let last = before.last, [UInt8(ascii: " "), UInt8(ascii: ";")].contains(last) {
        before.removeLast()
      }
    }
    text = String(decoding: before + after, as: UTF8.self)
    leftOut.insert(span)
    missing += bytes.count - before.count - after.count
  }

  private func place(of span: Span, beginningWith word: String) -> Range<Int>? {
    let start = self.span.start + missing
    let (from, to) = (span.start - start, span.end - start)
    let bytes = Array(text.utf8)
    guard from >= 0, to <= bytes.count, from < to, bytes[from..<to].starts(with: word.utf8)
    else { return nil }
    return from..<to
  }
}
