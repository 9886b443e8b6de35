import Language

/// Whether a text was read as what it is: its items tile it, line by line; all places lie in it;
/// errors can be drawn.
struct Soundness {
  private let source: Source
  /// How many statements there were.
  private(set) var statements = 0

  init(_ source: Source) {
    self.source = source
  }

  /// Reads it; says what is wrong with what came.
  mutating func flaw() -> String? {
    var reader = SourceReader(source)
    var expected = 0
    while let item = reader.next() {
      if item.span.start != expected { return "a gap before \(item.span)" }
      if item.span.end < item.span.start || item.span.end > source.bytes.count {
        return "\(item.span)"
      }
      // Behind an item stands a newline, or nothing.
      let hasNewline = item.span.end < source.bytes.count
      if hasNewline, source.bytes[item.span.end] != UInt8(ascii: "\n") {
        return "no newline behind \(item.span)"
      }
      expected = item.span.end + (hasNewline ? 1 : 0)
      if reader.offset != expected || expected <= item.span.start { return "no way on" }
      if let flaw = flaw(in: item) { return flaw }
    }
    return expected == source.bytes.count ? nil : "the end is missing"
  }

  private mutating func flaw(in item: SourceItem) -> String? {
    switch item.content {
    case .blank: return nil
    case .expectation(let span):
      return lies(span, in: item.span) && source.bytes[span.start] == UInt8(ascii: "|")
        ? nil : "no bar"
    case .statements(let statements):
      if statements.isEmpty { return "no statement" }
      for statement in statements {
        if let flaw = flaw(in: statement, within: item.span) { return flaw }
      }
      return nil
    case .malformed(let diagnostic):
      guard let span = diagnostic.span else { return "an error without a place" }
      guard lies(span, in: Span(item.span.start, source.bytes.count)) else {
        return "an error outside"
      }
      return Soundness.isDrawable(diagnostic, in: source) ? nil : "no picture"
    }
  }

  /// The words of a statement stand in order, and each within it.
  private mutating func flaw(in statement: Statement, within outer: Span) -> String? {
    statements += 1
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

  /// Whether an error has a place in its text, and a picture of it: where, the line, and a caret.
  static func isDrawable(_ diagnostic: Diagnostic, in source: Source) -> Bool {
    guard let span = diagnostic.span, span.start < span.end, span.end <= source.bytes.count else {
      return false
    }
    let picture = diagnostic.picture(in: source)
    return picture.count == 3 && picture[2].hasSuffix("^") && !diagnostic.message.isEmpty
  }

  private func lies(_ inner: Span, in outer: Span) -> Bool {
    inner.start >= outer.start && inner.end <= outer.end && inner.start <= inner.end
  }
}
