import Language

/// One line that was run at a live prompt, with everything that a session file says of it.
struct TranscriptEntry {
  /// A line that it printed, as a session file expects it.
  struct Line {
    let expectation: String
    let origin: RecordLine.Origin?
  }

  /// What a person's eyes saw before the line was typed, as the waits they were.
  var observations: [String]
  /// The line as it was typed, without what is left out.
  private(set) var text: String
  /// How far the output of running processes had been seen before the line was typed.
  var sightings: [Sighting] = []
  /// What it printed.
  private(set) var printed: [Line] = []
  /// What a process was typed that it handed the terminal to.
  var keys: TypedKeys?
  /// Whether Ctrl-C cut it short, so that no replay could do the same.
  var wasInterrupted = false
  private var isCut = false
  /// Where the line began in what it was read from, and how much of it has been left out.
  private let start: Int
  private var missing = 0
  private var leftOut: Set<Span> = []

  init(observations: [String], text: String, start: Int = 0) {
    self.observations = observations
    self.text = text
    self.start = start
  }

  /// Keeps an expectation of a line that it printed.
  mutating func add(_ line: @autoclosure () -> Line) {
    if isFull { isCut = true } else { printed.append(line()) }
  }

  /// Whether it keeps no more lines.
  var isFull: Bool { printed.count >= RecordLine.writtenLimit }

  /// Gives up the lines that a sighting explains, where they tell the wait that it was: an `expect`
  /// is its own wait, and one that its own earlier lines would end can't be written.
  mutating func takeLines(seenIn sighting: Sighting) -> [Line] {
    guard !wasInterrupted, keys == nil, !text.hasPrefix("expect ") else { return [] }
    let seen = printed.filter { sighting.covers($0.origin) }
    guard let last = seen.last?.origin, last.end == sighting.end,
      !seen.dropLast().contains(where: { $0.origin?.text.contains(last.text) ?? true })
    else { return [] }
    printed.removeAll { sighting.covers($0.origin) }
    return seen
  }

  /// Leaves out a statement that begins with a word, if it stands there, with its semicolon.
  mutating func leaveOut(_ span: Span, beginningWith word: String) {
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

  /// The entry as far as it had come when one of its statements began; nil where that stands in a
  /// block, half of which can't be told.
  func upTo(_ span: Span, beginningWith word: String) -> TranscriptEntry? {
    if leftOut.contains(span) { return nil }
    guard let place = place(of: span, beginningWith: word) else { return self }
    var copy = self
    var before = Array(text.utf8)[..<place.lowerBound]
    guard !before.split(separator: UInt8(ascii: " ")).contains([UInt8(ascii: "{")]) else {
      return nil
    }
    while let last = before.last, [UInt8(ascii: " "), UInt8(ascii: ";")].contains(last) {
      before.removeLast()
    }
    copy.text = String(decoding: before, as: UTF8.self)
    return copy
  }

  /// Whether nothing of it is left.
  var isEmpty: Bool { text.allSatisfy(\.isWhitespace) && printed.isEmpty }

  /// Where a statement stands in what is left of the line; nil where it is of another line: what
  /// 'after' has scheduled, or a file that is being read.
  private func place(of span: Span, beginningWith word: String) -> Range<Int>? {
    let (from, to) = (span.start - start - missing, span.end - start - missing)
    let bytes = text.utf8
    guard from >= 0, to <= bytes.count, from < to, Array(bytes)[from..<to].starts(with: word.utf8)
    else { return nil }
    return from..<to
  }

  /// What a session file says of it.
  var lines: [String] {
    if let keys { return observations + keys.statements + expectations }
    guard !wasInterrupted else { return observations + interrupted }
    let statement = text.allSatisfy(\.isWhitespace) ? [] : [text]
    return observations + statement + expectations
  }

  private var expectations: [String] {
    RecordLine.written(printed.map(\.expectation) + (isCut ? [RecordLine.anyLines] : []))
  }

  /// A wait that was cut short leaves nothing behind; a 'run' its process; of all else nobody knows
  /// how far it came.
  private var interrupted: [String] {
    if text.hasPrefix("run "), !text.contains(";") { return ["spawn" + text.dropFirst(3)] }
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
    return ["# Interrupted:"] + rows.map { "#   \($0)" }
  }
}
