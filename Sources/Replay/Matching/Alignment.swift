/// Lays expectations and lines side by side where they do not fit as a whole, so that as many as
/// possible stand together.
struct Alignment {
  private let wanted: [Expectation]
  private let slots: [AlignmentSlot]
  private let lines: [MatchedLine]
  private let numbers: [Int]
  private let context: MatchContext
  private let blocks: [Int: BlockLines]

  init(_ matcher: Matcher) {
    self.init(
      matcher.wanted, matcher.lines, Array(matcher.lines.indices), matcher.context)
  }

  /// Some lines of a record, with their numbers in it.
  private init(
    _ wanted: [Expectation], _ lines: [MatchedLine], _ numbers: [Int], _ context: MatchContext
  ) {
    self.wanted = wanted
    slots = AlignmentSlot.all(wanted)
    self.lines = lines
    self.numbers = numbers
    self.context = context
    blocks = Dictionary(
      uniqueKeysWithValues: wanted.enumerated().compactMap { index, expectation in
        expectation.block.map { (index, BlockLines($0, lines, context)) }
      })
  }

  /// All of them, with the reasons of those that stand alone.
  func rows() -> [AlignmentRow] {
    var rows = pairs()
    Reasons(context, lines).give(to: &rows)
    giveBack(in: &rows)
    return rows
  }

  /// What a block took in and does not want goes to the `|...` beside it, if one stands there.
  private func giveBack(in rows: inout [AlignmentRow]) {
    let bars = rows.indices.filter { rows[$0].isBar }
    for (first, last) in zip(bars, bars.dropFirst()) where rows[first].text != "|}" {
      let behind = rows[(last + 1)...].first { $0.kind != .covered }
      if behind?.expectation?.isAnyLines == true {
        cover(stride(from: last - 1, to: first, by: -1), in: &rows)
      }
      if first > 0, rows[first - 1].expectation?.isAnyLines == true {
        cover(stride(from: first + 1, to: last, by: 1), in: &rows)
      }
    }
  }

  /// Covers lines of a block from one of its ends on, up to one that it wants.
  private func cover(_ places: StrideTo<Int>, in rows: inout [AlignmentRow]) {
    for place in places where rows[place].kind != .missing {
      guard rows[place].kind == .unexpected, rows[place].reason == Reasons.none else { return }
      rows[place].kind = .covered
    }
  }

  /// The rows without reasons: what is equal at both ends is put aside, and what is left laid side
  /// by side a window at a time, so that a record of any length is done in linear time.
  private func pairs() -> [AlignmentRow] {
    var start = 0
    while start < min(slots.count, lines.count), fitsPlainly(start, start), isLine(start) {
      start += 1
    }
    var tail = 0
    while tail < min(slots.count, lines.count) - start, isLine(slots.count - 1 - tail),
      fitsPlainly(slots.count - 1 - tail, lines.count - 1 - tail)
    {
      tail += 1
    }
    var rows = (0..<start).map { kept($0, $0) }
    let end = (slots.count - tail, lines.count - tail)
    var here = Position(slot: start, place: start)
    while here.slot < end.0 || here.place < end.1 {
      // Most of a long record is as it should be.
      while here.slot < end.0, here.place < end.1, fitsPlainly(here.slot, here.place) {
        take([.both], from: &here, into: &rows)
      }
      guard here.slot < end.0 || here.place < end.1 else { break }
      let window = AlignmentWindow(
        from: (here.slot, here.place), to: end, cost: cost, fits: fits, yields: yields)
      take(window.moves, from: &here, into: &rows)
    }
    for offset in (0..<tail).reversed() {
      rows.append(kept(slots.count - 1 - offset, lines.count - 1 - offset))
    }
    return rows
  }

  /// How far the two sides have been laid out.
  private struct Position {
    var slot: Int
    var place: Int
    /// How many lines the block that stands here has taken in.
    var absorbed = 0
  }

  /// Turns moves through the window into rows; a block takes all its lines at once.
  private func take(
    _ moves: [AlignmentWindow.Move], from here: inout Position, into rows: inout [AlignmentRow]
  ) {
    for move in moves {
      switch move {
      case .both:
        if isLine(here.slot) {
          rows.append(kept(here.slot, here.place))
        } else {
          here.absorbed += 1
        }
        here.slot += 1
        here.place += 1
      case .absorb:
        if isLine(here.slot) {
          rows.append(alone(.covered, here.place))
        } else {
          here.absorbed += 1
        }
        here.place += 1
      case .skip:
        let slot = slots[here.slot]
        switch slot.role {
        case .line: rows.append(unmatched(here.slot))
        case .within: break
        case .end:
          rows += rowsOfBlock(slot.index, lines: (here.place - here.absorbed)..<here.place)
          here.absorbed = 0
        }
        here.slot += 1
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
  private func rowsOfBlock(_ index: Int, lines range: Range<Int>) -> [AlignmentRow] {
    let block = wanted[index].block ?? []
    let queues = Dictionary(grouping: block) { $0.tag?.process ?? "" }
    let ours = Dictionary(grouping: range) { Tag(lines[$0].text)?.process ?? "" }
    var placed: [(Int, AlignmentRow)] = []
    var seen: Set<String> = []
    for process in block.compactMap(\.tag?.process) where seen.insert(process).inserted {
      let places = ours[process] ?? []
      let part = Alignment(
        queues[process] ?? [], places.map { lines[$0] }, places.map { numbers[$0] }, context)
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

  private func isLine(_ slot: Int) -> Bool {
    if case .line = slots[slot].role { true } else { false }
  }

  private func kept(_ slot: Int, _ place: Int) -> AlignmentRow {
    var row = expected(.kept, slot)
    row.line = numbers[place]
    return row
  }

  private func unmatched(_ slot: Int) -> AlignmentRow {
    let expectation = wanted[slots[slot].index]
    return expected(
      expectation.isAnyLines || expectation.isOptional ? .silent : .missing, slot)
  }

  private func expected(_ kind: AlignmentRow.Kind, _ slot: Int) -> AlignmentRow {
    let expectation = wanted[slots[slot].index]
    return AlignmentRow(
      kind: kind, expectation: expectation, place: expectation.places.lowerBound)
  }

  private func alone(_ kind: AlignmentRow.Kind, _ place: Int) -> AlignmentRow {
    AlignmentRow(kind: kind, line: numbers[place], lineText: lines[place].shown)
  }

  /// What it costs to pass a slot without a line, or nil for a line within it.
  private func cost(_ slot: Int, _ place: Int?) -> Int? {
    let (index, role) = (slots[slot].index, slots[slot].role)
    switch role {
    case .line:
      if wanted[index].isAnyLines { return 0 }
      guard place == nil else { return nil }
      return wanted[index].isOptional ? 0 : 1
    case .within(let isOptional):
      guard let place else { return isOptional ? 0 : 1 }
      return blocks[index]?.kind(of: place) == .ours ? 1 : nil
    case .end:
      guard let place else { return 0 }
      return blocks[index]?.kind(of: place) == .foreign ? nil : 1
    }
  }

  private func fits(_ slot: Int, _ place: Int) -> Bool {
    let (index, role) = (slots[slot].index, slots[slot].role)
    switch role {
    case .line: return wanted[index].matches(lines[place], context)
    case .within: return blocks[index]?.kind(of: place) == .wanted
    case .end: return false
    }
  }

  /// Whether a line before this slot that nothing takes is better left over than taken in later.
  private func yields(_ slot: Int) -> Bool { wanted[slots[slot].index].isOptional }

  private func fitsPlainly(_ slot: Int, _ place: Int) -> Bool {
    if case .within(isOptional: true) = slots[slot].role { return false }
    return !wanted[slots[slot].index].isOptional && fits(slot, place)
  }
}
