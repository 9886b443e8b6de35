/// Lays expectations and lines side by side where they do not fit as a whole, so that as many as
/// possible stand together, and finds the reason for those that stand alone.
struct Alignment {
  private let wanted: [Expectation]
  private let lines: [String]
  private let value: (String) -> String?

  init(_ wanted: [Expectation], _ lines: [String], _ value: @escaping (String) -> String?) {
    // A block is shown by its lines: each of them is there or is not.
    self.wanted = wanted.flatMap { expectation in
      if case .anyOrder(let inner) = expectation.kind { inner } else { [expectation] }
    }
    self.lines = lines
    self.value = value
  }

  func rows() -> [Mismatch.Row] {
    let table = costs()
    var rows: [Mismatch.Row] = []
    var (index, place) = (0, 0)
    while index < wanted.count || place < lines.count {
      let here = table[index][place]
      if index < wanted.count, place < lines.count, fits(index, place),
        table[index + 1][place + 1] == here
      {
        rows.append(.init(.both, wanted[index].text))
        (index, place) = (index + 1, place + 1)
      } else if index < wanted.count, isAny(index), table[index + 1][place] == here {
        rows.append(.init(.both, wanted[index].text))
        index += 1
      } else if index < wanted.count, isAny(index), place < lines.count,
        table[index][place + 1] == here
      {
        place += 1
      } else if index < wanted.count, table[index + 1][place] + missingCost(index) == here {
        if !wanted[index].isOptional { rows.append(missing(index)) }
        index += 1
      } else {
        rows.append(unexpected(place))
        place += 1
      }
    }
    return rows
  }

  /// The least number of lines that stand alone, from each pair of places on.
  private func costs() -> [[Int]] {
    var table = [[Int]](
      repeating: [Int](repeating: 0, count: lines.count + 1), count: wanted.count + 1)
    for place in lines.indices.reversed() {
      table[wanted.count][place] = table[wanted.count][place + 1] + 1
    }
    for index in wanted.indices.reversed() {
      for place in (0...lines.count).reversed() {
        var cost = table[index + 1][place] + missingCost(index)
        if place < lines.count {
          cost = min(cost, table[index][place + 1] + (isAny(index) ? 0 : 1))
          if fits(index, place) { cost = min(cost, table[index + 1][place + 1]) }
        }
        table[index][place] = cost
      }
    }
    return table
  }

  private func missingCost(_ index: Int) -> Int {
    isAny(index) || wanted[index].isOptional ? 0 : 1
  }

  private func isAny(_ index: Int) -> Bool {
    if case .anyLines = wanted[index].kind { true } else { false }
  }

  private func fits(_ index: Int, _ place: Int) -> Bool {
    wanted[index].matches(lines[place], value: value)
  }

  private func missing(_ index: Int) -> Mismatch.Row {
    let expectation = wanted[index]
    let reason: String
    if lines.contains(where: { expectation.matches($0, value: value) }) {
      reason = "came at another place"
    } else if let other = sameTextFromOther(expectation) {
      reason = "came from \(other.actual), not \(other.wanted)"
    } else {
      reason = "missing"
    }
    return .init(.missing, expectation.text, reason: reason)
  }

  private func unexpected(_ place: Int) -> Mismatch.Row {
    let line = lines[place]
    let isWanted = wanted.contains { $0.matches(line, value: value) }
    return .init(.unexpected, line, reason: isWanted ? nil : "not expected")
  }

  /// The process whose line this would be, but for its tag.
  private func sameTextFromOther(_ expectation: Expectation) -> (actual: String, wanted: String)? {
    guard let wantedTag = expectation.tag else { return nil }
    for line in lines {
      guard let tag = tagPrefix(of: line), tag != wantedTag else { continue }
      if expectation.matches(wantedTag + line.dropFirst(tag.count), value: value) {
        return (tag, wantedTag)
      }
    }
    return nil
  }
}
