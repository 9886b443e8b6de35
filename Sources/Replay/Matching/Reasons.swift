/// Says of expectations without a line, and lines without an expectation, why that is.
struct Reasons {
  /// How many comparisons may be spent on it: reasons are a courtesy, not worth a minute.
  private static let budget = 2_000_000

  private let values: PlaceholderValues
  private let lines: [MatchedLine]

  init(_ values: PlaceholderValues, _ lines: [MatchedLine]) {
    self.values = values
    self.lines = lines
  }

  /// Gives each row its reason: two that are one another's at different places, or but for the
  /// process, explain each other.
  func give(to rows: inout [AlignmentRow]) {
    var unexpected = rows.indices.filter { rows[$0].kind == .unexpected }
    let missing = rows.indices.filter { rows[$0].kind == .missing }
    var budget = Reasons.budget
    var unexplained: [Int] = []
    for row in missing {
      guard let expectation = rows[row].expectation else { continue }
      let other = unexpected.firstIndex { candidate in
        budget -= 1
        return budget > 0 && line(rows[candidate]).map { expectation.matches($0, values) } == true
      }
      if let other {
        let candidate = unexpected.remove(at: other)
        rows[row].reason = candidate > row ? "came later" : "came earlier"
      } else {
        unexplained.append(row)
      }
    }
    for row in unexplained {
      guard let expectation = rows[row].expectation else { continue }
      let other = unexpected.firstIndex { candidate in
        budget -= 1
        return budget > 0 && otherSource(rows[candidate], expectation) != nil
      }
      if let other, let source = otherSource(rows[unexpected[other]], expectation) {
        unexpected.remove(at: other)
        rows[row].reason = source
      } else {
        rows[row].reason = missingReason(expectation)
      }
    }
    for row in unexpected { rows[row].reason = "not expected" }
  }

  private func line(_ row: AlignmentRow) -> MatchedLine? {
    row.line.map { lines[$0] }
  }

  /// `came from b, not a`, where that is all that is wrong with a line.
  private func otherSource(_ row: AlignmentRow, _ expectation: Expectation) -> String? {
    guard let line = line(row), let wanted = expectation.tag, let actual = Tag(line.text),
      wanted != actual
    else { return nil }
    let corrected = wanted.text + line.text.dropFirst(actual.text.count)
    guard expectation.matches(MatchedLine(corrected), values) else { return nil }
    return "came from \(actual.text), not \(wanted.text)"
  }

  /// `missing`, and what the values are that it names.
  private func missingReason(_ expectation: Expectation) -> String {
    let named = expectation.valuePaths.map { path in
      values[path].map { "{\(path)} is \(String(decoding: $0, as: UTF8.self))" }
        ?? "{\(path)} is not bound"
    }
    return (["missing"] + named).joined(separator: "; ")
  }
}
