import Language
import ProcessEngine

/// The statements that wait for what a person saw of a running process: they reveal all of it, and
/// nothing more.
struct OutputWaits {
  /// A statement, and what it reveals.
  struct Wait {
    let statement: String
    let expectations: [String]
  }

  private let session: Session
  private let sighting: Sighting
  /// Whether numbers that a child wrote are taken for others each time: what no statement has shown
  /// is held to nothing.
  private let loosensNumbers: Bool
  private(set) var waits: [Wait] = []
  /// How far they reveal.
  private(set) var end: UInt64

  /// More statements than this for lines that read the same are written by nobody.
  private static let mostAlike = 8
  private static let mostLines = 5_000

  /// Finds them for what was seen behind an offset; nil where there are none.
  init?(
    for sighting: Sighting, from offset: UInt64, wholeLinesOnly: Bool, loosensNumbers: Bool,
    in session: Session
  ) {
    guard let bytes = sighting.bytes(from: offset) else { return nil }
    (self.session, self.sighting, self.loosensNumbers) = (session, sighting, loosensNumbers)
    end = max(offset, sighting.start)
    let wholeEnd = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.startIndex
    var whole = Array(lines(of: Array(bytes[..<wholeEnd])).prefix(OutputWaits.mostLines + 1))
    guard whole.count <= OutputWaits.mostLines else { return nil }
    let rest = bytes[wholeEnd...]
    let prompt = rest.isEmpty || wholeLinesOnly ? nil : PromptText(pieces(of: rest), rest)
    // The text may show up at the end of an earlier line while that is still being written.
    let isEarlier = prompt.map { text in whole.contains { firstRange(of: text.key, in: $0) != nil }
    }
    if !whole.isEmpty, isEarlier ?? true {
      guard let waits = waits(forLast: whole) else { return nil }
      self.waits = waits
      whole = []
    }
    end += UInt64(wholeEnd - bytes.startIndex)
    guard let prompt else { return }
    waits.append(
      Wait(
        statement: statement("prompt \(quotedText(prompt.key))"),
        expectations: (whole + [rest.prefix(prompt.length)]).map(expectation)))
    end += UInt64(prompt.length)
  }

  /// The waits up to the last of some lines: as many as there are lines that look like it.
  private func waits(forLast lines: [ArraySlice<UInt8>]) -> [Wait]? {
    guard let last = lines.last else { return [] }
    var best: (clause: String, places: [Int])?
    for pattern in LineLook.patterns(for: last, pieces(of: last)) {
      let places = lines.indices.filter { pattern.fits(lines[$0]) }
      guard places.last == lines.indices.last, places.count < best?.places.count ?? .max else {
        continue
      }
      best = (pattern.clause, places)
    }
    guard let best, best.places.count <= OutputWaits.mostAlike else { return nil }
    var start = 0
    return best.places.map { place in
      defer { start = place + 1 }
      return Wait(
        statement: statement(best.clause), expectations: lines[start...place].map(expectation))
    }
  }

  private func statement(_ clause: String) -> String {
    let stream = sighting.key.stream == .standardError ? "err " : ""
    return "expect \(sighting.label) \(stream)\(clause)\(sighting.patience)"
  }

  private func expectation(of line: ArraySlice<UInt8>) -> String {
    let text = session.recognized(RecordLine(escapedForDisplay(line))).pieces
    let tag = sighting.tag.isEmpty ? [] : [RecordLine.Piece(sighting.tag)]
    return RecordLine(tag + (loosensNumbers ? text.flatMap(\.withNumbersApart) : text)).expectation
  }

  /// The parts of a line as it was written, unescaped.
  private func pieces(of line: ArraySlice<UInt8>) -> [RecordLine.Piece] {
    let pieces = session.recognized(RecordLine(String(decoding: line, as: UTF8.self))).pieces
    return loosensNumbers ? pieces.flatMap(\.withNumbersApart) : pieces
  }
}

/// What of an unfinished line can be waited for: all of it, or where it holds what is only true
/// today, its last part or its first.
private struct PromptText {
  let key: [UInt8]
  /// How much of the line is seen with it.
  let length: Int

  init?(_ pieces: [RecordLine.Piece], _ line: ArraySlice<UInt8>) {
    let isText = pieces.allSatisfy { $0.kind == .text }
    let candidates =
      isText && line.count <= 200
      ? [Array(line)]
      : [pieces.last, pieces.first]
        .compactMap { piece in piece?.kind == .text ? piece.map { Array($0.text.utf8) } : nil }
        .filter { $0.count <= 200 }
    for key in candidates where !key.isEmpty {
      guard let range = firstRange(of: key, in: line) else { continue }
      let length = range.upperBound - line.startIndex
      guard length == line.count || range.lowerBound == line.startIndex else { continue }
      (self.key, self.length) = (key, length)
      return
    }
    return nil
  }
}

extension RecordLine.Piece {
  /// The numbers of a text told apart from it, each with its points.
  fileprivate var withNumbersApart: [RecordLine.Piece] {
    guard kind == .text else { return [self] }
    var pieces: [RecordLine.Piece] = []
    var rest = Array(text.utf8)[...]
    while let first = rest.first {
      let run = isDigit(first) ? rest[..<endOfNumber(in: rest)] : rest.prefix { !isDigit($0) }
      pieces.append(
        .init(String(decoding: run, as: UTF8.self), isDigit(first) ? .number : .text))
      rest = rest[run.endIndex...]
    }
    return pieces.isEmpty ? [self] : pieces
  }

  private func endOfNumber(in text: ArraySlice<UInt8>) -> Int {
    var end = text.startIndex
    while end < text.endIndex {
      let isPoint =
        text[end] == UInt8(ascii: ".") && end + 1 < text.endIndex && isDigit(text[end + 1])
      guard isDigit(text[end]) || isPoint else { break }
      end += 1
    }
    return end
  }
}
