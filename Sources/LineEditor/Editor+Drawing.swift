extension Editor {
  /// The line on the screen, counted from the first cell of its prompt.
  struct Geometry {
    var start: ScreenLayout
    var cursor: ScreenLayout.Place
    var end: ScreenLayout.Place
  }

  var geometry: Geometry {
    let line = libedit.line
    var layout = ScreenLayout(width: terminal.columns)
    layout.addPrompt(prompt.visible)
    let start = layout
    var cursor: ScreenLayout.Place?
    for (index, scalar) in line.text.enumerated() {
      let place = layout.add(scalar)
      if index == line.cursor { cursor = place }
    }
    return Geometry(start: start, cursor: cursor ?? layout.end, end: layout.end)
  }

  /// The whole entry so far, and where in its UTF-8 the line and the cursor are.
  var entry: (text: String, line: Int, cursor: Int) {
    let before = accepted.map { $0.text + "\n" }.joined()
    let line = libedit.line
    let cursor = before.utf8.count + String.of(line.text[..<line.cursor]).utf8.count
    return (before + String.of(line.text), before.utf8.count, cursor)
  }

  // MARK: Over and behind the line

  /// Paints all that libedit does not draw, the cursor staying where it is.
  func paint() {
    if painting.mustRedraw { redraw() }
    guard geometry.end.row < terminal.rows else { return }
    paintColours()
    paintExtras()
  }

  /// Writes the line once more in its colours, over itself.
  ///
  /// Without any it is written too if there are combining marks, which libedit leaves out, or
  /// several rows, which libedit does not always let a terminal join again.
  func paintColours() {
    painting.isStale = false
    let geometry = geometry
    let text = libedit.line.text
    guard geometry.end.row < terminal.rows else { return }
    let hasMarks = text.contains { $0.value >= 0x300 && $0.screenWidth == 0 }
    let styles = styles(of: text)
    let isStyled = styles.contains { $0 != .plain }
    guard isStyled || painting.isStyled || hasMarks || geometry.end.row > 0 else { return }
    painting.isStyled = isStyled
    frame.put(Painter.move(fromRow: geometry.cursor.row, to: geometry.start.end))
    var painter = Painter(at: geometry.start)
    painter.paint(text, styles)
    painter.move(to: geometry.cursor)
    frame.put(painter.output)
  }

  private func styles(of text: [Unicode.Scalar]) -> [Style] {
    guard host.usesColour() else { return text.map { _ in .plain } }
    let entry = entry
    return StyledRange.styles(of: entry.text, from: entry.line, by: host.highlight(entry.text))
  }

  /// What Right would take: the rest of the suggested line; none for a text that nobody typed.
  var suggestion: String? {
    let line = libedit.line
    guard host.usesColour(), search == nil, !line.text.isEmpty, line.cursor == line.text.count,
      !untyped.contains(Libedit.string(line.text))
    else { return nil }
    let text = entry.text
    let whole = host.suggest.map { $0(text) } ?? history.latest(startingWith: text)
    guard let whole, whole.utf8.starts(with: text.utf8) else { return nil }
    let rest = String(decoding: whole.utf8.dropFirst(text.utf8.count), as: UTF8.self)
    let row = rest.prefix { $0 != "\n" }
    return row.isEmpty ? nil : String(row)
  }

  private func paintExtras() {
    let geometry = geometry
    let room = terminal.rows - visibleAccepted.rows - geometry.end.row - 1
    let rows = rowsBelow(limit: room)
    let faint = suggestion ?? ""
    guard !faint.isEmpty || !rows.isEmpty else { return }
    painting.hasExtras = true
    moveToEnd()
    frame.put(style(faint.clipped(toWidth: terminal.columns - geometry.end.column - 1)))
    for row in rows { frame.put("\r\n" + style(row.shortened(toWidth: terminal.columns - 1))) }
    frame.put(Painter.move(fromRow: geometry.end.row + rows.count, to: geometry.cursor))
  }

  private func style(_ text: String) -> String {
    text.isEmpty || !host.usesColour() ? text : Style.dim.paint(text)
  }

  private func rowsBelow(limit: Int) -> [String] {
    guard limit > 0 else { return [] }
    if let search { return [search.caption] }
    guard let listing else {
      let entry = entry
      return host.hint(entry.text, entry.cursor).map { [$0] } ?? []
    }
    let hint = listing.hint.map { [$0] } ?? []
    let room = min(limit - hint.count, max(1, terminal.rows / 2))
    let table = CandidateTable(candidates: listing.candidates)
    return hint + table.rows(width: terminal.columns - 1, limit: room)
  }

  /// Takes away what stands behind and below the line.
  func eraseExtras() {
    guard painting.hasExtras else { return }
    painting.hasExtras = false
    moveToEnd()
    let geometry = geometry
    frame.put("\u{1b}[J" + Painter.move(fromRow: geometry.end.row, to: geometry.cursor))
  }

  /// Moves the terminal's cursor, not libedit's, behind the line.
  func moveToEnd() {
    let geometry = geometry
    var end = geometry.end
    var last = ""
    if end.column == 0, end.row > geometry.cursor.row {
      // libedit never went to an empty last row, so it may still have to be made.
      end.row -= 1
      last = "\n"
    }
    frame.put(Painter.move(fromRow: geometry.cursor.row, to: end) + last)
  }

  // MARK: The whole block

  /// The accepted lines that can be drawn again, and the rows they fill.
  ///
  /// What the screen does not hold together with the line stays where it is, above.
  private var visibleAccepted: (first: Int, rows: Int) {
    var room = terminal.rows - geometry.end.row - 1
    var first = accepted.count
    var rows = 0
    while first > 0 {
      let more = accepted[first - 1].rows(width: terminal.columns)
      if more > room { break }
      room -= more
      rows += more
      first -= 1
    }
    return (first, rows)
  }

  /// The rows of the line above its cursor; to be asked before the line is changed.
  var rowsAboveCursor: Int { geometry.cursor.row }

  func eraseBlock(rowsAbove: Int) -> String {
    painting.hasExtras = false
    return Painter.up(rowsAbove) + Painter.clearDown
  }

  /// Draws the entry anew, below what is to stand above it.
  ///
  /// `rowsAbove` tells where the cursor stands if the line was changed since it was drawn.
  func redraw(above lines: [String] = [], rowsAbove: Int? = nil, onFreshRow: Bool = false) {
    let kept = visibleAccepted
    if onFreshRow {
      painting.hasExtras = false
    } else {
      frame.put(eraseBlock(rowsAbove: kept.rows + (rowsAbove ?? rowsAboveCursor)))
    }
    for line in lines { frame.put(line + "\r\n") }
    if accepted.isEmpty { prompt = Prompt(host.prompt(), usesColour: host.usesColour()) }
    frame.put(drawing(ofAcceptedFrom: kept.first))
    libedit.redraw()
    painting.isStyled = false
    painting.mustRedraw = false
  }

  /// The codes that draw accepted lines on fresh rows.
  func drawing(ofAcceptedFrom first: Int) -> String {
    guard first < accepted.count else { return "" }
    let text = accepted.map(\.text).joined(separator: "\n")
    let ranges = host.usesColour() ? host.highlight(text) : []
    var styles = StyledRange.styles(of: text, from: 0, by: ranges)[...]
    var output = ""
    for (index, line) in accepted.enumerated() {
      let scalars = Array(line.text.unicodeScalars)
      if index >= first {
        var layout = ScreenLayout(width: terminal.columns)
        layout.addPrompt(line.prompt.visible)
        var painter = Painter(at: layout)
        painter.paint(scalars, Array(styles.prefix(scalars.count)))
        output += line.prompt.styled + painter.output + "\r\n"
      }
      styles = styles.dropFirst(scalars.count + 1)
    }
    return output
  }
}
