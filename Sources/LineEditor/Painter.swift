/// Writes styled text glyph by glyph, on fresh rows or over what libedit drew.
struct Painter {
  /// The escape codes and text that were written.
  private(set) var output = ""
  private(set) var layout: ScreenLayout

  /// A painter whose cursor stands where a layout ends.
  init(at layout: ScreenLayout) { self.layout = layout }

  /// Paints scalars, over the same ones or on fresh rows, and leaves the cursor behind them.
  ///
  /// A full row is left by writing on, never by moving: so a terminal knows that the row goes on,
  /// and wraps the line anew when its window changes.
  mutating func paint(_ text: [Unicode.Scalar], _ styles: [Style]) {
    var output = ""
    var style = Style.plain
    var row = layout.end.row
    for (scalar, wanted) in zip(text, styles) {
      if scalar == "\n" { output += leaveFullRow(row) + "\r\n" }
      layout.add(scalar) { place, glyph in
        row = place.row
        if wanted != style {
          output += wanted.escape
          style = wanted
        }
        output.unicodeScalars.append(glyph)
      }
      if scalar == "\n" { row = layout.end.row }
    }
    if style != .plain { output += Style.plain.escape }
    self.output += output + leaveFullRow(row)
  }

  /// Goes to the next row, as libedit's cursor did, if the row is full.
  private func leaveFullRow(_ row: Int) -> String { row < layout.end.row ? " \u{8}" : "" }

  /// Moves the cursor to a place.
  mutating func move(to place: ScreenLayout.Place) {
    output += Painter.move(fromRow: layout.end.row, to: place)
  }

  /// The codes that move a cursor from any column of a row to a place.
  static func move(fromRow row: Int, to place: ScreenLayout.Place) -> String {
    let rows = place.row >= row ? down(place.row - row) : up(row - place.row)
    return rows + "\r" + (place.column > 0 ? "\u{1b}[\(place.column)C" : "")
  }

  /// The codes that clear the cursor's row and all below it, and leave it at the row's beginning.
  ///
  /// Not by one code: from the first cell of a screen tmux takes that for a person's wish to clear it,
  /// and keeps all that it showed among what has scrolled away.
  static let clearDown = "\r\u{1b}[K\u{1b}[C\u{1b}[J\r"

  static func up(_ rows: Int) -> String { rows > 0 ? "\u{1b}[\(rows)A" : "" }
  static func down(_ rows: Int) -> String { rows > 0 ? "\u{1b}[\(rows)B" : "" }
}
