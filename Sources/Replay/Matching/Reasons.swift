/// Says of expectations without a line, and lines without an expectation, why that is.
struct Reasons {
  /// How many comparisons with patterns may be spent on it: reasons are a courtesy, not worth a
  /// minute. Plain lines are looked up.
  private static let budget = 50_000

  /// What is said of a line that nothing explains.
  static let none = "not expected"

  private let context: MatchContext
  private let lines: [MatchedLine]

  init(_ context: MatchContext, _ lines: [MatchedLine]) {
    self.context = context
    self.lines = lines
  }

  /// Gives each row its reason: two that are one another's at different places, or but for the
  /// process, explain each other.
  func give(to rows: inout [AlignmentRow]) {
    let missing = rows.indices.filter { rows[$0].kind == .missing }
    var elsewhere = Unexplained(rows) { lines[$0].bytes }
    var unexplained: [Int] = []
    for row in missing {
      guard let expectation = rows[row].expectation else { continue }
      let other = elsewhere.take(expectation.literal) { expectation.matches(lines[$0], context) }
      if let other {
        rows[row].reason = other > row ? "came later" : "came earlier"
      } else {
        unexplained.append(row)
      }
    }
    var others = elsewhere.keyed { body(of: lines[$0].text) }
    for row in unexplained {
      guard let expectation = rows[row].expectation else { continue }
      let key =
        expectation.tag == nil
        ? nil
        : expectation.literal.map { text in
          body(of: String(decoding: text, as: UTF8.self))
        }
      let other = others.take(key) { otherSource(lines[$0], expectation) != nil }
      if let other, let line = rows[other].line {
        rows[row].reason = otherSource(lines[line], expectation)
      } else if expectation.hasBounds,
        let other = others.take(nil, { outOfBounds(lines[$0], expectation) != nil }),
        let line = rows[other].line
      {
        rows[row].reason = outOfBounds(lines[line], expectation)
      } else {
        rows[row].reason = missingReason(expectation)
      }
    }
    for row in others.left { rows[row].reason = Reasons.none }
  }

  /// What stands behind the tag.
  private func body(of line: String) -> [UInt8] {
    Array(line.utf8.dropFirst(Tag(line)?.text.utf8.count ?? 0))
  }

  /// `came from b, not a`, where that is all that is wrong with a line.
  private func otherSource(_ line: MatchedLine, _ expectation: Expectation) -> String? {
    guard let wanted = expectation.tag, let actual = Tag(line.text), wanted != actual else {
      return nil
    }
    let corrected = wanted.text + line.text.dropFirst(actual.text.count)
    guard expectation.matches(MatchedLine(corrected), context) else { return nil }
    return "came from \(actual.text), not \(wanted.text)"
  }

  /// `1.5s is less than 2s`, where that is all that is wrong with a line.
  private func outOfBounds(_ line: MatchedLine, _ expectation: Expectation) -> String? {
    guard case .line(let template) = expectation.kind else { return nil }
    return template.outOfBounds(line.bytes, context.values)
  }

  /// `missing`, and what the values are that it names.
  private func missingReason(_ expectation: Expectation) -> String {
    let named = expectation.valuePaths.map { path in
      context.values[path].map { "{\(path)} is \(String(decoding: $0, as: UTF8.self))" }
        ?? "{\(path)} is not bound"
    }
    return (["missing"] + named).joined(separator: "; ")
  }

  /// Rows with lines that no expectation has, to be looked up by a key of their line.
  private struct Unexplained {
    private var rows: [(row: Int, line: Int)]
    private var byKey: [[UInt8]: [Int]] = [:]
    private var taken: Set<Int> = []
    private var budget = Reasons.budget
    /// All before this one are taken.
    private var start = 0

    init(_ rows: [AlignmentRow], _ key: (Int) -> [UInt8]) {
      self.init(
        rows.indices.compactMap { index in
          rows[index].kind == .unexpected ? rows[index].line.map { (index, $0) } : nil
        }, key)
    }

    private init(_ rows: [(row: Int, line: Int)], _ key: (Int) -> [UInt8]) {
      self.rows = rows
      for (place, row) in rows.enumerated().reversed() {
        byKey[key(row.line), default: []].append(place)
      }
    }

    /// The rows that explain nothing.
    var left: [Int] { rows.indices.filter { !taken.contains($0) }.map { rows[$0].row } }

    /// The same rows, as far as they are left, by another key.
    func keyed(_ key: (Int) -> [UInt8]) -> Unexplained {
      Unexplained(rows.indices.filter { !taken.contains($0) }.map { rows[$0] }, key)
    }

    /// Takes the first row with a key, or without one the first whose line fits; each only once.
    mutating func take(_ key: [UInt8]?, _ fits: (Int) -> Bool) -> Int? {
      if let key {
        while let place = byKey[key]?.popLast() {
          guard !taken.contains(place), fits(rows[place].line) else { continue }
          taken.insert(place)
          return rows[place].row
        }
        return nil
      }
      while start < rows.count, taken.contains(start) { start += 1 }
      for place in rows.indices[start...] where !taken.contains(place) {
        guard budget > 0 else { return nil }
        budget -= 1
        if fits(rows[place].line) {
          taken.insert(place)
          return rows[place].row
        }
      }
      return nil
    }
  }
}
