@testable import LineEditor

/// A terminal small enough to read: what an editor wrote, as a person would see it.
struct Screen {
  private struct Cell: Equatable {
    var text = " "
    var style = ""
  }

  private(set) var columns: Int
  private(set) var row = 0
  private(set) var column = 0
  /// Whether pasted text is marked.
  private(set) var isPasteBracketed = false
  private let height: Int
  private var cells: [[Cell]]
  private var style = ""
  private var mustWrap = false
  private var isInserting = false
  private var pending: [UInt8] = []

  init(rows: Int, columns: Int) {
    height = rows
    self.columns = columns
    cells = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
  }

  /// The rows down to the last that is not empty, without the spaces at their ends.
  var text: String { rows { $0.text } }

  /// The same with the parameters of the escape code in braces where the style changes.
  var styledText: String {
    var last = ""
    return rows { cell in
      defer { last = cell.style }
      return (cell.style == last ? "" : "{\(cell.style)}") + cell.text
    }
  }

  private func rows(_ show: (Cell) -> String) -> String {
    let used = (cells.lastIndex { row in row.contains { $0 != Cell() } }).map { $0 + 1 } ?? 0
    return cells[..<used].map { cells in
      var line = ""
      for cell in cells { line += show(cell) }
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }

  /// Cuts or widens every row; nothing is wrapped anew.
  mutating func resize(columns: Int) {
    self.columns = columns
    cells = cells.map { row in
      Array((row + Array(repeating: Cell(), count: columns)).prefix(columns))
    }
    column = min(column, columns - 1)
  }

  mutating func feed(_ bytes: [UInt8]) {
    pending += bytes
    let text = String(decoding: pending, as: UTF8.self)
    pending = []
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "\u{1b}" { escape(&rest) } else { put(scalar) }
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\r":
      column = 0
      mustWrap = false
    case "\n": lineFeed()
    case "\u{8}":
      column = max(0, column - 1)
      mustWrap = false
    case "\u{7}": break
    default:
      let width = scalar.screenWidth
      guard width > 0 else {
        if column > 0 { cells[row][column - 1].text.unicodeScalars.append(scalar) }
        return
      }
      if mustWrap || column + width > columns {
        column = 0
        lineFeed()
      }
      if isInserting { insert(width) }
      cells[row][column] = Cell(text: String(scalar), style: style)
      if width == 2 { cells[row][column + 1] = Cell(text: "", style: style) }
      column += width
      mustWrap = column == columns
      if mustWrap { column -= 1 }
    }
  }

  private mutating func lineFeed() {
    mustWrap = false
    if row + 1 < height {
      row += 1
    } else {
      cells.removeFirst()
      cells.append(Array(repeating: Cell(), count: columns))
    }
  }

  private mutating func insert(_ count: Int) {
    cells[row].insert(contentsOf: Array(repeating: Cell(), count: count), at: column)
    cells[row].removeLast(count)
  }

  private mutating func clear(_ range: Range<Int>) {
    for index in range { cells[row][index] = Cell() }
  }

  private mutating func escape(_ rest: inout Substring.UnicodeScalarView) {
    guard rest.popFirst() == "[" else { return }
    var parameters = ""
    while let scalar = rest.popFirst() {
      guard scalar.value >= 0x40 else {
        parameters.unicodeScalars.append(scalar)
        continue
      }
      control(scalar, parameters)
      return
    }
  }

  private mutating func control(_ final: Unicode.Scalar, _ parameters: String) {
    let count = max(1, Int(parameters) ?? 1)
    if final != "m" { mustWrap = false }
    switch final {
    case "A": row = max(0, row - count)
    case "B": row = min(height - 1, row + count)
    case "C": column = min(columns - 1, column + count)
    case "D": column = max(0, column - count)
    case "G": column = min(columns, count) - 1
    case "H":
      row = 0
      column = 0
    case "J":
      clear(column..<columns)
      for below in (row + 1)..<max(row + 1, height) {
        cells[below] = Array(repeating: Cell(), count: columns)
      }
    case "K": clear(column..<columns)
    case "X": clear(column..<min(columns, column + count))
    case "@": insert(min(count, columns - column))
    case "P":
      let removed = min(count, columns - column)
      cells[row].removeSubrange(column..<(column + removed))
      cells[row] += Array(repeating: Cell(), count: removed)
    case "m":
      style = parameters.split(separator: ";").last.map(String.init) ?? "0"
      if style == "0" { style = "" }
    case "h", "l":
      if parameters == "4" { isInserting = final == "h" }
      if parameters == "?2004" { isPasteBracketed = final == "h" }
    default: break
    }
  }
}
