/// What is still to be written to a child's standard input, and our end of its pipe.
struct InputQueue {
  /// Our end, nil once it is closed.
  var descriptor: Int32?
  /// Whether the loop waits for room in the pipe.
  var waitsForRoom = false
  /// Whether our end is to be closed when the queue is empty.
  var closesWhenEmpty = false
  /// Whether what was added last, if anything was, ends a line, so that a terminal has handed it over.
  private(set) var endsWithLine = true
  private var pieces: [[UInt8]] = []
  private var nextPiece = 0
  private var offset = 0

  /// Whether all is written.
  var isEmpty: Bool { nextPiece == pieces.count }

  /// Adds bytes at the end.
  mutating func append(_ bytes: [UInt8]) {
    guard let last = bytes.last else { return }
    pieces.append(bytes)
    // Newline, carriage return, the end that Ctrl-D says (termios(3)).
    endsWithLine = last == 10 || last == 13 || last == 4
  }

  /// Shows the bytes to write next.
  func withNext<Answer>(_ body: (UnsafeRawBufferPointer) -> Answer) -> Answer {
    guard !isEmpty else { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    return pieces[nextPiece].withUnsafeBytes { bytes in
      body(UnsafeRawBufferPointer(rebasing: bytes[offset...]))
    }
  }

  /// Forgets what was written.
  mutating func consume(_ count: Int) {
    offset += count
    guard !isEmpty, offset == pieces[nextPiece].count else { return }
    pieces[nextPiece] = []
    offset = 0
    nextPiece += 1
    // The written ones at the front are cut off only now and then, so that each costs the same.
    if nextPiece == pieces.count || nextPiece > 64 {
      pieces.removeFirst(nextPiece)
      nextPiece = 0
    }
  }

  /// Forgets everything.
  mutating func removeAll() {
    pieces = []
    nextPiece = 0
    offset = 0
  }
}
