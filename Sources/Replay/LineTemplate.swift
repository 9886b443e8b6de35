import Language

/// An expected line: text with placeholders.
struct LineTemplate: Hashable {
  /// A part of it.
  enum Piece: Hashable {
    case text([Character])
    case placeholder(Placeholder)
    /// Blanks beside a placeholder: any run of them.
    case blanks
  }

  let pieces: [Piece]

  /// Reads a template; throws at an unknown name in braces, with its place.
  init(_ text: String, at start: Int) throws(Diagnostic) {
    var pieces: [Piece] = []
    var literal: [Character] = []
    var rest = Substring(text)
    func flush() {
      if !literal.isEmpty { pieces.append(.text(literal)) }
      literal = []
    }
    while let character = rest.first {
      if rest.hasPrefix("\\{") {
        literal.append("{")
        rest = rest.dropFirst(2)
      } else if character == "{", let close = rest.firstIndex(of: "}") {
        let inside = String(rest[rest.index(after: rest.startIndex)..<close])
        if let placeholder = Placeholder(inside) {
          flush()
          pieces.append(.placeholder(placeholder))
          rest = rest[rest.index(after: close)...]
        } else if LineTemplate.looksLikeName(inside) {
          let offset = start + text.utf8.count - rest.utf8.count
          throw Diagnostic(
            "'{\(inside)}' is not a placeholder",
            at: Span(offset, offset + inside.utf8.count + 2),
            hint: "write \\{ for a plain brace; there are {*} {pid} {dur} {num} {size} {time}")
        } else {
          literal.append("{")
          rest = rest.dropFirst()
        }
      } else {
        literal.append(character)
        rest = rest.dropFirst()
      }
    }
    flush()
    self.pieces = LineTemplate.withLooseBlanks(pieces)
  }

  /// A name, or a placeholder's name with something behind it that it does not take.
  private static func looksLikeName(_ text: String) -> Bool {
    guard let first = text.split(separator: " ", omittingEmptySubsequences: false).first else {
      return false
    }
    if text == String(first) { return isName(text) || text == "*" }
    return ["pid", "dur", "num", "size", "time"].contains(first)
  }

  /// Turns blanks that touch a placeholder into a run of any length.
  private static func withLooseBlanks(_ pieces: [Piece]) -> [Piece] {
    var result: [Piece] = []
    for (index, piece) in pieces.enumerated() {
      guard case .text(var text) = piece else {
        result.append(piece)
        continue
      }
      var tail = false
      if index > 0, text.first == " " {
        text = Array(text.drop { $0 == " " })
        result.append(.blanks)
      }
      if index + 1 < pieces.count, text.last == " " {
        while text.last == " " { text.removeLast() }
        tail = true
      }
      if !text.isEmpty { result.append(.text(text)) }
      if tail, text.isEmpty, result.last == .blanks { tail = false }
      if tail { result.append(.blanks) }
    }
    return result
  }

  /// Whether a line is what it says; `value` tells what `{t.pid}` and its like are worth.
  func matches(_ line: String, value: (String) -> String?) -> Bool {
    match(pieces[...], Array(line)[...], value)
  }

  private func match(
    _ pieces: ArraySlice<Piece>, _ text: ArraySlice<Character>, _ value: (String) -> String?
  ) -> Bool {
    guard let piece = pieces.first else { return text.isEmpty }
    let rest = pieces.dropFirst()
    switch piece {
    case .text(let wanted):
      return text.starts(with: wanted) && match(rest, text.dropFirst(wanted.count), value)
    case .blanks:
      let end = text.firstIndex { $0 != " " } ?? text.endIndex
      return end > text.startIndex && match(rest, text[end...], value)
    case .placeholder(let placeholder):
      return placeholder.ends(in: text, value: value).contains { match(rest, text[$0...], value) }
    }
  }

  /// The literal text at its front, up to the first placeholder.
  var literalPrefix: String {
    if case .text(let text) = pieces.first { String(text) } else { "" }
  }
}
