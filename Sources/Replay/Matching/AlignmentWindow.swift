/// The cheapest way through a stretch of expectations and lines, found cell by cell.
struct AlignmentWindow {
  /// A step on the way.
  enum Move {
    /// An expectation and its line.
    case both
    /// A line that the expectation here takes in, and there may be more.
    case absorb
    /// The expectation here is left behind.
    case skip
    /// A line that nothing takes.
    case extra
  }

  /// How many cells are laid out at once; what is larger is cut into windows of `side`.
  private static let cellLimit = 250_000
  private static let side = 64

  /// The way. It may end before the end, never where it began.
  private(set) var moves: [Move] = []
  private let height: Int
  private let width: Int
  private let isCutBelow: Bool
  private let isCutRight: Bool

  /// Finds the way from one pair of places towards another.
  ///
  /// `cost` is what it costs to leave an expectation behind without a line (nil), or to let it take
  /// in a line (nil where it can't); `fits` tells whether the two are one another's; `yields`,
  /// whether an expectation lets a line before it that nothing takes.
  init(
    from start: (Int, Int), to end: (Int, Int), cost: (Int, Int?) -> Int?,
    fits: (Int, Int) -> Bool, yields: (Int) -> Bool
  ) {
    let (rows, columns) = (end.0 - start.0, end.1 - start.1)
    let isWhole = (rows + 1) * (columns + 1) <= AlignmentWindow.cellLimit
    height = isWhole ? rows : min(rows, AlignmentWindow.side)
    width = isWhole ? columns : min(columns, AlignmentWindow.side)
    isCutBelow = height < rows
    isCutRight = width < columns
    follow(steps(from: start, cost: cost, fits: fits, yields: yields))
  }

  /// The first step of the cheapest way from each cell on. Leaving the window where it is cut costs
  /// nothing: what follows there is another window's.
  private func steps(
    from start: (Int, Int), cost: (Int, Int?) -> Int?, fits: (Int, Int) -> Bool,
    yields: (Int) -> Bool
  ) -> [Move] {
    let stride = width + 1
    var costs = [Int32](repeating: 0, count: (height + 1) * stride)
    var steps = [Move](repeating: .extra, count: (height + 1) * stride)
    var cell = costs.count
    while cell > 0 {
      cell -= 1
      let (row, column) = (cell / stride, cell % stride)
      let (hasRow, hasColumn) = (row < height, column < width)
      guard hasRow || !isCutBelow, hasColumn || !isCutRight, hasRow || hasColumn else { continue }
      let (index, place) = (start.0 + row, start.1 + column)
      var best: (cost: Int32, move: Move) = (.max, .extra)
      func offer(_ cost: Int32, _ move: Move) {
        if cost < best.cost { best = (cost, move) }
      }
      if hasRow, hasColumn, fits(index, place) { offer(costs[cell + stride + 1], .both) }
      let absorb = hasRow && hasColumn ? cost(index, place) : nil
      // Where it comes to the same, a line that costs something within still belongs there.
      if let absorb, absorb > 0 { offer(costs[cell + 1] + Int32(absorb), .absorb) }
      if hasRow, hasColumn, yields(index) { offer(costs[cell + 1] + 1, .extra) }
      if hasRow, let skip = cost(index, nil) { offer(costs[cell + stride] + Int32(skip), .skip) }
      if let absorb, absorb == 0 { offer(costs[cell + 1], .absorb) }
      if hasColumn { offer(costs[cell + 1] + 1, .extra) }
      costs[cell] = best.cost
      steps[cell] = best.move
    }
    return steps
  }

  /// Follows the steps; where the window is cut, only half the way, which no other window changes.
  private mutating func follow(_ steps: [Move]) {
    var (row, column) = (0, 0)
    while row < height || column < width {
      if isCutBelow, row * 2 >= height { return }
      if isCutRight, column * 2 >= width { return }
      let move = steps[row * (width + 1) + column]
      moves.append(move)
      switch move {
      case .both: (row, column) = (row + 1, column + 1)
      case .absorb, .extra: column += 1
      case .skip: row += 1
      }
    }
  }
}
