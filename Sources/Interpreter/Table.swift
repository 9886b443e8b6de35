import Language

/// Rows in columns, as wide as their widest cell; blanks at the end of a line are left out.
struct Table {
  /// A cell: what it says, and on which side it stands.
  struct Cell {
    var piece: RecordLine.Piece
    var alignsRight: Bool

    init(_ text: String, _ kind: RecordLine.Kind = .text, alignsRight: Bool = false) {
      piece = RecordLine.Piece(text, kind)
      self.alignsRight = alignsRight
    }

    init(_ value: Value) {
      self.init(value == .none ? "-" : value.display, value.kind, alignsRight: value.isNumber)
    }
  }

  private let header: [String]
  private var rows: [[Cell]] = []

  init(header: [String]) {
    self.header = header
  }

  mutating func add(_ row: [Cell]) {
    rows.append(row)
  }

  var lines: [RecordLine] {
    let all = (header.isEmpty ? [] : [header.map { Cell($0) }]) + rows
    var widths: [Int] = []
    for row in all {
      for (column, cell) in row.enumerated() {
        let width = max(displayWidth(cell.piece.text), cell.piece.kind.leastWidth)
        if column < widths.count {
          widths[column] = max(widths[column], width)
        } else {
          widths.append(width)
        }
      }
    }
    let rightAligned = Set(rows.flatMap { $0.indices.filter($0.alignsRightAt) })
    return all.map { line($0, widths: widths, rightAligned: rightAligned) }
  }

  /// A column whose cells stand right has its heading there too.
  private func line(_ row: [Cell], widths: [Int], rightAligned: Set<Int>) -> RecordLine {
    var pieces: [RecordLine.Piece] = []
    for (column, cell) in row.enumerated() {
      let gap = column == 0 ? "" : "  "
      let fill = String(
        repeating: " ", count: max(0, widths[column] - displayWidth(cell.piece.text)))
      let isLast = column == row.count - 1
      if rightAligned.contains(column) {
        pieces.append(.init(gap))
        pieces.append(.init(fill + cell.piece.text, cell.piece.kind, isPadded: true))
      } else {
        if !gap.isEmpty { pieces.append(.init(gap)) }
        pieces.append(cell.piece)
        if !isLast, !fill.isEmpty { pieces.append(.init(fill)) }
      }
    }
    return RecordLine(row: pieces)
  }
}

extension RecordLine.Kind {
  /// Measured values get as much room as they may ever need, so that a table which is printed again
  /// has its headings where they were.
  fileprivate var leastWidth: Int {
    switch self {
    case .pid: 7
    case .duration, .size: 6
    case .text, .time, .number, .folder, .variable: 0
    }
  }
}

extension [Table.Cell] {
  fileprivate func alignsRightAt(_ index: Int) -> Bool { self[index].alignsRight }
}
