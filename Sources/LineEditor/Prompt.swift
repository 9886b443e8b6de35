/// A prompt in the two forms that are needed of it: libedit's, and a terminal's.
struct Prompt {
  /// The text with its escapes, for a terminal.
  let styled: String
  /// The text without them.
  let visible: String
  /// For libedit: the escapes before a visible scalar stand between two U+0001.
  let marked: String

  /// Reads a prompt that may hold SGR escapes; other controls are left out.
  ///
  /// libedit drops an escape that no visible scalar follows, and the colour would leak into the
  /// line, so escapes at the end are moved before the last scalar. With no colour wanted they all
  /// go.
  init(_ text: String, usesColour: Bool) {
    var cells: [(escapes: String, scalar: Unicode.Scalar)] = []
    var escapes = ""
    var rest = Substring(text)
    while let scalar = rest.unicodeScalars.first {
      if let end = Prompt.endOfEscape(in: rest) {
        if usesColour { escapes += rest[..<end] }
        rest = rest[end...]
        continue
      }
      rest.unicodeScalars.removeFirst()
      guard scalar.screenWidth > 0 else { continue }
      cells.append((escapes, scalar))
      escapes = ""
    }
    if !escapes.isEmpty, let last = cells.indices.last { cells[last].escapes += escapes }
    styled = cells.reduce(into: "") { $0 += $1.escapes + String($1.scalar) }
    visible = cells.reduce(into: "") { $0.unicodeScalars.append($1.scalar) }
    marked = cells.reduce(into: "") { marked, cell in
      if !cell.escapes.isEmpty { marked += "\u{1}\(cell.escapes)\u{1}" }
      marked.unicodeScalars.append(cell.scalar)
    }
  }

  /// Where a CSI sequence at the beginning of a text ends.
  private static func endOfEscape(in text: Substring) -> Substring.Index? {
    guard text.unicodeScalars.starts(with: "\u{1b}[".unicodeScalars) else { return nil }
    let final = text.unicodeScalars.dropFirst(2).firstIndex { (0x40...0x7e).contains($0.value) }
    return final.map(text.unicodeScalars.index(after:))
  }
}
