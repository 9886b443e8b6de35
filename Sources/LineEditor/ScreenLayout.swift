/// Where libedit draws each scalar, counted from the first cell of the prompt.
///
/// libedit keeps its cursor to itself, so this repeats its rules: a wide scalar that does not fit
/// goes to the next row; a full row moves on to the next at once; `^X` for controls, spaces for a
/// tab, a new row for a newline.
struct ScreenLayout {
  /// A cell of the screen.
  struct Place: Equatable {
    var row = 0
    var column = 0
  }

  let width: Int
  /// Where the next scalar goes, unless it is too wide for the row.
  private(set) var end = Place()

  /// Draws one scalar of a line, tells each cell it fills, and gives the place of the first.
  @discardableResult
  mutating func add(
    _ scalar: Unicode.Scalar, draw: (Place, Unicode.Scalar) -> Void = { _, _ in }
  ) -> Place {
    switch scalar {
    case "\n":
      let start = end
      end = Place(row: end.row + 1)
      return start
    case "\t":
      let start = put(" ", draw)
      while end.column % 8 != 0 { put(" ", draw) }
      return start
    default:
      var start: Place?
      for glyph in scalar.glyphs {
        let place = put(glyph, draw)
        start = start ?? place
      }
      return start ?? end
    }
  }

  /// Draws the text of a prompt, in which nothing is expanded.
  mutating func addPrompt(_ text: String) {
    for scalar in text.unicodeScalars { put(scalar) { _, _ in } }
  }

  @discardableResult
  private mutating func put(
    _ glyph: Unicode.Scalar, _ draw: (Place, Unicode.Scalar) -> Void
  ) -> Place {
    let columns = glyph.screenWidth
    if end.column + columns > width { end = Place(row: end.row + 1) }
    let place = end
    draw(place, glyph)
    end.column += columns
    if end.column >= width { end = Place(row: end.row + 1) }
    return place
  }
}
