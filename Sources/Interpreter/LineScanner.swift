import ProcessEngine

/// Reads a captured stream line by line from where it was revealed, each byte once.
struct LineScanner {
  private let process: Process
  private let stream: Stream
  private let session: Session
  private var offset: UInt64

  init(_ process: Process, _ stream: Stream, _ session: Session) {
    self.process = process
    self.stream = stream
    self.session = session
    offset = process.revealed[stream] ?? 0
  }

  private var position: StreamPosition {
    session.engine.child(process.id).position(of: stream)
  }

  /// Whether nothing more can come of the process itself.
  var isAtEnd: Bool {
    session.hasEnded(process) && !isBehind
  }

  private var isBehind: Bool {
    let position = position
    return offset < position.endMark ?? position.total
  }

  /// The end of the first whole line that fits, or nil when there is none yet.
  ///
  /// At the end of the process an unfinished last line counts as whole.
  mutating func next(_ pattern: LinePattern) throws(Failure) -> UInt64? {
    let position = position
    let end = position.endMark ?? position.total
    offset = max(offset, position.dropped)
    guard end > offset else { return nil }
    let text = session.engine.read(stream, of: process.id, from: offset, upTo: end)
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // Behind the last newline stands what is no line yet, or never will be.
    if lines.last?.isEmpty == true || position.endMark == nil { lines.removeLast() }
    let found = try pattern.first(of: lines, in: session)
    let passed = found.map { lines[...$0] } ?? lines[...]
    let next = passed.last.map { min($0.endIndex + 1, text.endIndex) } ?? text.startIndex
    offset += UInt64(next - text.startIndex)
    return found == nil ? nil : offset
  }

  /// The end of a text in the last, unfinished line, or nil when it is not there yet.
  mutating func endOfPrompt(_ wanted: [UInt8]) -> UInt64? {
    let position = position
    let end = position.endMark ?? position.total
    offset = max(offset, position.dropped)
    guard end > offset else { return nil }
    let text = session.engine.read(stream, of: process.id, from: offset, upTo: end)
    let lineStart = text.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    guard let range = firstRange(of: wanted, in: text[lineStart...]) else {
      offset += UInt64(lineStart)
      if position.endMark != nil { offset = end }
      return nil
    }
    return offset + UInt64(range.upperBound)
  }
}
