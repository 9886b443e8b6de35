import Language
import OrderedCollections
import ProcessEngine

/// What a session knows of a text that a child wrote: which parts of it are only true today.
///
/// It is found out when the line is recorded, so that all who write a record down, `save` and
/// `bless`, write the same.
extension Session {
  /// Whether the next line of the record may be written down.
  var keepsNextLine: Bool { configuration.isBlessed || transcript.last?.isFull == false }

  /// The line with the pids of this session, its own folders and what it has measured told apart
  /// from the text around them.
  func recognized(_ line: RecordLine) -> RecordLine {
    var line = line
    // What a process wrote that had a person's terminal has its size and its echo in it: a replay is
    // not held to that.
    if let origin = line.origin, processes[origin.output.process]?.hadTerminal == true {
      line.isUnrepeatable = true
      line.origin = nil
    }
    guard line.pieces.contains(where: { $0.kind == .text && holdsMore($0.text) }) else {
      return line
    }
    line.pieces = line.pieces.flatMap { $0.kind == .text ? parts(of: $0.text) : [$0] }
    return line
  }

  /// Keeps a measured value that was filled into a statement: a child may print it.
  func remember(_ fragment: Fragment) {
    guard fragment.kind != .text, fragment.kind != .pid else { return }
    let text = escapedForDisplay(fragment.bytes.filter { $0 != UInt8(ascii: " ") })
    // A text of a digit or two means too much else.
    guard text.utf8.count > 2 else { return }
    if measured.count >= 1_000 { measured.removeAll() }
    measured[text] = fragment.kind
  }

  /// Whether a text could hold anything but itself: all that is looked for begins with one of these.
  private func holdsMore(_ text: String) -> Bool {
    text.utf8.contains { isDigit($0) || $0 == slash }
  }

  private func parts(of text: String) -> [RecordLine.Piece] {
    let bytes = Array(text.utf8)
    var pieces: [RecordLine.Piece] = []
    var (start, place) = (0, 0)
    while place < bytes.count {
      guard let (end, kind) = part(of: bytes, at: place) else {
        place += 1
        continue
      }
      if let kind {
        if start < place { pieces.append(piece(bytes[start..<place], .text)) }
        pieces.append(piece(bytes[place..<end], kind))
        start = end
      }
      place = end
    }
    if start < bytes.count || pieces.isEmpty { pieces.append(piece(bytes[start...], .text)) }
    return pieces
  }

  private func piece(_ bytes: ArraySlice<UInt8>, _ kind: RecordLine.Kind) -> RecordLine.Piece {
    .init(String(decoding: bytes, as: UTF8.self), kind)
  }

  /// The end and the kind of what begins here; no kind for a number of no account, nil for all else.
  private func part(of bytes: [UInt8], at place: Int) -> (Int, RecordLine.Kind?)? {
    if bytes[place] == slash {
      if let end = end(of: folder, in: bytes, at: place) { return (end, .folder) }
      // A check runs its file in a folder of its own, and its `{here}` is where the file lies: what
      // was this session's may be either, or neither.
      return end(of: configuration.here.shown, in: bytes, at: place).map { ($0, .variable) }
    }
    guard isDigit(bytes[place]) else { return nil }
    let word = bytes[place...].prefix { isDigit($0) || isLetter($0) || $0 == dot }
    let measure = word.last == dot ? word.dropLast() : word
    if let kind = measured[String(decoding: measure, as: UTF8.self)] {
      return (measure.endIndex, kind)
    }
    let digits = bytes[place...].prefix(while: isDigit)
    let number = Int32(String(decoding: digits, as: UTF8.self))
    return (digits.endIndex, number.flatMap { isPid($0) ? .pid : nil })
  }

  /// The end of a path where it stands whole: at the end of a word, or with more behind a slash.
  private func end(of path: String?, in bytes: [UInt8], at place: Int) -> Int? {
    guard let path, path.utf8.count > 1, bytes[place...].starts(with: path.utf8) else { return nil }
    let end = place + path.utf8.count
    guard end < bytes.count else { return end }
    let goesOn = isDigit(bytes[end]) || isLetter(bytes[end]) || "._-".utf8.contains(bytes[end])
    return goesOn ? nil : end
  }

  /// Whether a number is a pid of this session; the low ones of a container mean too much else.
  private func isPid(_ number: Int32) -> Bool {
    guard number > 300 else { return false }
    return number == ownPid || processes.values.contains { $0.observed.pid == number }
  }
}

private let slash = UInt8(ascii: "/")
private let dot = UInt8(ascii: ".")

/// Whether a byte belongs to a letter; what is no ASCII counts, as it is in `µs`.
private func isLetter(_ byte: UInt8) -> Bool {
  byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}
