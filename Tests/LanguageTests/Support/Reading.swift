@testable import Language

// The notation of these tests: a quoted stretch stands in ‹›, an interpolation in «», a block in
// ⟦⟧; what is bare stands as it is. `a'b' {x}` reads `a‹b› «x»`.

/// All items of a text, a line or a picture each.
func read(_ text: String, name: String? = nil) -> String {
  read(Source(name: name, text))
}

/// All items of a text of bytes.
func read(_ bytes: [UInt8], name: String? = nil) -> String {
  read(Source(name: name, bytes: bytes))
}

private func read(_ source: Source) -> String {
  items(of: source).map { shown($0, in: source) }.joined(separator: "\n")
}

/// All items of a source, as they come.
func items(of source: Source) -> [SourceItem] {
  var reader = SourceReader(source)
  var items: [SourceItem] = []
  while let item = reader.next() { items.append(item) }
  return items
}

/// The first error in a text, or nil.
func firstError(_ text: String) -> Diagnostic? {
  for item in items(of: Source(text)) {
    if case .malformed(let diagnostic) = item.content { return diagnostic }
  }
  return nil
}

/// The words of the first statement of a text.
func words(_ text: String) -> [Word] {
  for item in items(of: Source(text)) {
    if case .statements(let statements) = item.content { return statements.first?.words ?? [] }
  }
  return []
}

/// An item in the notation above; an error as the picture that a person sees.
func shown(_ item: SourceItem, in source: Source) -> String {
  switch item.content {
  case .statements(let statements): statements.map(shown).joined(separator: "; ")
  case .blank: "(blank)"
  case .expectation(let span): source.text(span)
  case .malformed(let diagnostic): diagnostic.rendered(in: source)
  }
}

/// A statement in the notation above.
func shown(_ statement: Statement) -> String {
  var parts = statement.words.map(shown)
  if let block = statement.block {
    parts.append("⟦" + block.statements.map(shown).joined(separator: "; ") + "⟧")
  }
  return (parts + statement.tail.map(shown)).joined(separator: " ")
}

/// A word in the notation above; quotes around nothing but interpolations show as a trailing ‹›.
func shown(_ word: Word) -> String {
  var text = ""
  for piece in word.pieces {
    switch piece {
    case .literal(let bytes, isQuoted: true): text += "‹\(visible(bytes))›"
    case .literal(let bytes, isQuoted: false): text += visible(bytes)
    case .interpolation(let interpolation): text += shown(interpolation)
    }
  }
  return word.hasQuotes && !text.contains("‹") ? text + "‹›" : text
}

private func shown(_ interpolation: Interpolation) -> String {
  guard let format = interpolation.format else { return "«\(interpolation.path)»" }
  return "«\(interpolation.path):\(shown(format))»"
}

/// A specification with all its parts: fill and side, width, precision.
func shown(_ format: FormatSpecification) -> String {
  let side = format.alignment.map { "\(format.fill)\($0.rawValue)" } ?? ""
  return side + "\(format.width)" + (format.precision.map { ".\($0)" } ?? "")
}

/// Bytes with those that a test could not show as `<0a>`; not our own escaping, which is under test.
private func visible(_ bytes: [UInt8]) -> String {
  guard let text = String(validating: bytes, as: UTF8.self) else {
    return bytes.map {
      (0x20...0x7E).contains($0) ? String(decoding: [$0], as: UTF8.self) : hex($0)
    }
    .joined()
  }
  return text.unicodeScalars.map {
    $0.value < 0x20 || $0.value == 0x7F ? hex(UInt8($0.value)) : String($0)
  }.joined()
}

private func hex(_ byte: UInt8) -> String {
  "<" + (byte < 16 ? "0" : "") + String(byte, radix: 16) + ">"
}
