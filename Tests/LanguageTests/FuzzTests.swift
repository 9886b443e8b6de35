import Testing

@testable import Language

/// Whatever is thrown at the reader, it reads on, and loses nothing.
struct FuzzTests {
  private let tokens = [
    "a", "b1", "for", "repeat", "x", "in", "2", "{", "}", "{ ", " }", "tally", "as", "|", "| ", "#",
    ";",
    "'", "\"", "\\", "\\q", "\\x4", "\\u{e9}", "{x}", "{x.y:>5}", "{x", ":", ".", " ", " ", " ",
    "\t",
    "\n", "\n", "\r\n", "\r", "\u{0}", "é", "中", "repeat 2 {", "}\n", "\n|~ ",
  ].map { Array($0.utf8) }

  @Test(.timeLimit(.minutes(2)), arguments: 0..<8 as Range<UInt64>)
  func tokenSoup(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<8_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<24, using: &generator) {
        bytes += tokens[Int.random(in: 0..<tokens.count, using: &generator)]
      }
      expectSound(bytes)
    }
  }

  @Test(.timeLimit(.minutes(2)), arguments: 0..<4 as Range<UInt64>)
  func randomBytes(seed: UInt64) {
    var generator = SeededGenerator(seed: 100 + seed)
    let telling = Array("a {}'\"\\|#;:.\n\r\tx".utf8)
    for _ in 0..<9_000 { expectSound(generator.bytes(atMost: 24, telling: telling)) }
  }

  /// Items tile the source, line by line; all places lie in it; errors can be drawn.
  private func expectSound(_ bytes: [UInt8]) {
    let source = Source(bytes: bytes)
    var reader = SourceReader(source)
    var expected = 0
    var flaw: String?
    while let item = reader.next() {
      if item.span.start != expected { flaw = "a gap before \(item.span)" }
      if item.span.end < item.span.start || item.span.end > bytes.count { flaw = "\(item.span)" }
      // Behind an item stands a newline, or nothing.
      let hasNewline = item.span.end < bytes.count
      if hasNewline, bytes[item.span.end] != .newline { flaw = "no newline behind \(item.span)" }
      expected = item.span.end + (hasNewline ? 1 : 0)
      if reader.offset != expected || expected <= item.span.start { flaw = "no way on" }
      flaw = flaw ?? self.flaw(in: item, of: source)
      if flaw != nil { break }
    }
    if expected != bytes.count { flaw = flaw ?? "the end is missing" }
    if let flaw { Issue.record("\(flaw): \(escapedForDisplay(bytes))") }
  }

  private func flaw(in item: SourceItem, of source: Source) -> String? {
    switch item.content {
    case .blank: return nil
    case .expectation(let span):
      return lies(span, in: item.span) && source.bytes[span.start] == .bar ? nil : "no bar"
    case .statements(let statements):
      if statements.isEmpty { return "no statement" }
      return statements.lazy.compactMap { flaw(in: $0, within: item.span) }.first
    case .malformed(let diagnostic):
      guard let span = diagnostic.span else { return "an error without a place" }
      guard span.start < span.end, lies(span, in: Span(item.span.start, source.bytes.count)) else {
        return "an error outside"
      }
      return diagnostic.picture(in: source).count == 2 ? nil : "no picture"
    }
  }

  /// The words of a statement stand in order, and each within it.
  private func flaw(in statement: Statement, within outer: Span) -> String? {
    guard !statement.words.isEmpty, lies(statement.span, in: outer) else { return "a statement" }
    if statement.block == nil, !statement.tail.isEmpty { return "a tail without a block" }
    var spans = statement.words.map(\.span)
    if let block = statement.block {
      spans.append(block.span)
      for inner in block.statements {
        if let flaw = flaw(in: inner, within: block.span) { return flaw }
      }
    }
    spans += statement.tail.map(\.span)
    var end = statement.span.start
    for span in spans {
      guard span.start >= end, span.end > span.start else { return "\(span) out of order" }
      end = span.end
    }
    return end == statement.span.end ? nil : "a statement that ends elsewhere"
  }

  private func lies(_ inner: Span, in outer: Span) -> Bool {
    inner.start >= outer.start && inner.end <= outer.end && inner.start <= inner.end
  }
}
