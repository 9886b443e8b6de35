/// Lays expectations and lines side by side where they do not fit as a whole, so that as many as
/// possible stand together.
struct Alignment {
  private let wanted: [Expectation]
  private let lines: [MatchedLine]
  private let numbers: [Int]
  private let values: PlaceholderValues

  init(_ matcher: Matcher) {
    self.init(
      matcher.wanted, matcher.lines, Array(matcher.lines.indices), matcher.values)
  }

  /// Some lines of a record, with their numbers in it.
  private init(
    _ wanted: [Expectation], _ lines: [MatchedLine], _ numbers: [Int], _ values: PlaceholderValues
  ) {
    self.wanted = wanted
    self.lines = lines
    self.numbers = numbers
    self.values = values
  }

  /// All of them, with the reasons of those that stand alone.
  func rows() -> [AlignmentRow] {
    var rows = pairs()
    Reasons(values, lines).give(to: &rows)
    return rows
  }

  /// The rows without reasons: what is equal at both ends is put aside, and what is left laid side
  /// by side a window at a time, so that a record of any length is done in linear time.
  private func pairs() -> [AlignmentRow] {
    var start = 0
    while start < min(wanted.count, lines.count), fitsPlainly(start, start) { start += 1 }
    var tail = 0
    while tail < min(wanted.count, lines.count) - start,
      fitsPlainly(wanted.count - 1 - tail, lines.count - 1 - tail)
    {
      tail += 1
    }
    var rows = (0..<start).map { kept($0, $0) }
    let end = (wanted.count - tail, lines.count - tail)
    var here = Position(index: start, place: start)
    while here.index < end.0 || here.place < end.1 {
      // Most of a long record is as it should be.
      while here.index < end.0, here.place < end.1, fitsPlainly(here.index, here.place) {
        take([.both], from: &here, into: &rows)
      }
      guard here.index < end.0 || here.place < end.1 else { break }
      let window = AlignmentWindow(
        from: (here.index, here.place), to: end, cost: cost, fits: fits,
        yields: { wanted[$0].isOptional })
      take(window.moves, from: &here, into: &rows)
    }
    for offset in (0..<tail).reversed() {
      rows.append(kept(wanted.count - 1 - offset, lines.count - 1 - offset))
    }
    return rows
  }

  /// How far the two sides have been laid out.
  private struct Position {
    var index: Int
    var place: Int
    /// How many lines the block that stands at `index` has taken in.
    var absorbed = 0
  }

  /// Turns moves through the window into rows; a block takes all its lines at once.
  private func take(
    _ moves: [AlignmentWindow.Move], from here: inout Position, into rows: inout [AlignmentRow]
  ) {
    for move in moves {
      switch move {
      case .both:
        rows.append(kept(here.index, here.place))
        here.index += 1
        here.place += 1
      case .absorb:
        if wanted[here.index].block == nil {
          rows.append(alone(.covered, here.place))
        } else {
          here.absorbed += 1
        }
        here.place += 1
      case .skip:
        if let block = wanted[here.index].block {
          rows += rowsOfBlock(here.index, block, lines: (here.place - here.absorbed)..<here.place)
        } else {
          rows.append(unmatched(here.index))
        }
        here.absorbed = 0
        here.index += 1
      case .extra:
        // Within a block, the line of another: it is shown where it came.
        if here.absorbed > 0 {
          here.absorbed += 1
        } else {
          rows.append(alone(.unexpected, here.place))
        }
        here.place += 1
      }
    }
  }

  // MARK: - Blocks

  /// The rows of a block: each process's lines side by side with what is expected of it, shown in
  /// the order of the record.
  private func rowsOfBlock(
    _ index: Int, _ block: [Expectation], lines range: Range<Int>
  ) -> [AlignmentRow] {
    let queues = Dictionary(grouping: block) { $0.tag?.process ?? "" }
    let ours = Dictionary(grouping: range) { Tag(lines[$0].text)?.process ?? "" }
    var placed: [(Int, AlignmentRow)] = []
    var seen: Set<String> = []
    for process in block.compactMap(\.tag?.process) where seen.insert(process).inserted {
      let places = ours[process] ?? []
      let part = Alignment(
        queues[process] ?? [], places.map { lines[$0] }, places.map { numbers[$0] }, values)
      var position = range.isEmpty ? 0 : numbers[range.lowerBound] - 1
      for row in part.pairs() {
        if let line = row.line { position = line }
        placed.append((position, row))
      }
    }
    for (process, places) in ours where queues[process] == nil {
      placed += places.map { (numbers[$0], alone(.unexpected, $0)) }
    }
    let inner = placed.enumerated().sorted { left, right in
      (left.element.0, left.offset) < (right.element.0, right.offset)
    }
    let places = wanted[index].places
    return [bar(wanted[index].text, places.lowerBound)] + inner.map(\.element.1)
      + [bar("|}", places.upperBound)]
  }

  private func bar(_ text: String, _ place: Int) -> AlignmentRow {
    AlignmentRow(kind: .silent, place: place, text: text)
  }

  // MARK: - Rows and costs

  private func kept(_ index: Int, _ place: Int) -> AlignmentRow {
    var row = expected(.kept, index)
    row.line = numbers[place]
    return row
  }

  private func unmatched(_ index: Int) -> AlignmentRow {
    expected(wanted[index].isAnyLines || wanted[index].isOptional ? .silent : .missing, index)
  }

  private func expected(_ kind: AlignmentRow.Kind, _ index: Int) -> AlignmentRow {
    AlignmentRow(
      kind: kind, expectation: wanted[index], place: wanted[index].places.lowerBound)
  }

  private func alone(_ kind: AlignmentRow.Kind, _ place: Int) -> AlignmentRow {
    AlignmentRow(kind: kind, line: numbers[place], lineText: lines[place].shown)
  }

  /// What it costs to pass an expectation without a line, or nil for a line within it.
  private func cost(_ index: Int, _ place: Int?) -> Int? {
    let expectation = wanted[index]
    if let block = expectation.block {
      guard let place else { return 0 }
      guard let process = Tag(lines[place].text)?.process else { return nil }
      if block.contains(where: { $0.matches(lines[place], values) }) { return 0 }
      return block.contains { $0.tag?.process == process } ? 1 : nil
    }
    if expectation.isAnyLines { return 0 }
    guard place == nil else { return nil }
    return expectation.isOptional ? 0 : 1
  }

  private func fits(_ index: Int, _ place: Int) -> Bool {
    wanted[index].matches(lines[place], values)
  }

  private func fitsPlainly(_ index: Int, _ place: Int) -> Bool {
    !wanted[index].isOptional && fits(index, place)
  }
}
