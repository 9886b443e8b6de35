/// Writes styled text cell by cell, either on a fresh row or over what libedit drew.
struct Painter {
  /// The escape codes and text that were written.
  private(set) var output = ""
  private(set) var layout: ScreenLayout
  private var row: Int

  /// A painter whose cursor stands where a layout ends.
  init(at layout: ScreenLayout) {
    self.layout = layout
    row = layout.end.row
  }

  /// Paints over cells that are there already.
  ///
  /// Rows are entered by moving, never by a newline: a newline would tell the terminal that the
  /// row before was not wrapped, and a resize would then break the line in two.
  mutating func overpaint(_ text: [Unicode.Scalar], _ styles: [Style]) {
    paint(text, styles) { "\r" + Painter.down($0) }
  }

  /// Paints where nothing stands, as libedit would have drawn it, and goes to the next row.
  mutating func write(_ text: [Unicode.Scalar], _ styles: [Style]) {
    // A full row wraps by itself as soon as the next cell comes.
    var index = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let end = index + line.count
      let last = paint(Array(line), Array(styles[index..<end])) { _ in "" }
      if last < layout.end.row { output += "\r\n" }
      output += "\r\n"
      layout.add("\n")
      row = layout.end.row
      index = end + 1
    }
  }

  /// Draws scalars, leaving a row by `enter`, and gives the row of the last cell.
  @discardableResult
  private mutating func paint(
    _ text: [Unicode.Scalar], _ styles: [Style], enter: (Int) -> String
  ) -> Int {
    var output = ""
    var style = Style.plain
    var row = row
    for (scalar, wanted) in zip(text, styles) {
      layout.add(scalar) { place, glyph in
        if place.row != row {
          output += enter(place.row - row)
          row = place.row
        }
        if wanted != style {
          output += wanted.escape
          style = wanted
        }
        output.unicodeScalars.append(glyph)
      }
    }
    if style != .plain { output += Style.plain.escape }
    self.output += output
    self.row = row
    return row
  }

  /// Moves the cursor from the last cell that was painted to a place.
  mutating func move(to place: ScreenLayout.Place) {
    output += Painter.move(fromRow: row, to: place)
    row = place.row
  }

  /// The codes that move a cursor from any column of a row to a place.
  static func move(fromRow row: Int, to place: ScreenLayout.Place) -> String {
    let rows = place.row >= row ? down(place.row - row) : up(row - place.row)
    return rows + "\r" + (place.column > 0 ? "\u{1b}[\(place.column)C" : "")
  }

  static func up(_ rows: Int) -> String { rows > 0 ? "\u{1b}[\(rows)A" : "" }
  static func down(_ rows: Int) -> String { rows > 0 ? "\u{1b}[\(rows)B" : "" }
}
