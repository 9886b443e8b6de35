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
  mutating func next(where matches: (ArraySlice<UInt8>) -> Bool) -> UInt64? {
    let position = position
    let end = position.endMark ?? position.total
    offset = max(offset, position.dropped)
    guard end > offset else { return nil }
    let text = session.engine.read(stream, of: process.id, from: offset, upTo: end)
    var start = text.startIndex
    while start < text.endIndex {
      let newline = text[start...].firstIndex(of: UInt8(ascii: "\n"))
      if newline == nil, position.endMark == nil { break }
      let lineEnd = newline ?? text.endIndex
      let next = newline.map { $0 + 1 } ?? text.endIndex
      offset += UInt64(next - start)
      if matches(text[start..<lineEnd]) { return offset }
      start = next
    }
    return nil
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
