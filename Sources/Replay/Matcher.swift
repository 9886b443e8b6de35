import Language

/// Holds the expectations of a line against its record.
struct Matcher {
  private let wanted: [Expectation]
  private let forbidden: [Expectation]
  private let lines: [String]
  private let value: (String) -> String?

  init(_ expectations: [Expectation], _ lines: [String], value: @escaping (String) -> String?) {
    wanted = expectations.filter { !$0.isForbidden }
    forbidden = expectations.filter(\.isForbidden)
    self.lines = lines
    self.value = value
  }

  /// Nil where the record is what is expected, else what is not.
  func mismatch() -> Mismatch? {
    var rows: [Mismatch.Row] = []
    let offenders = forbiddenRows()
    let isWhole = wanted.isEmpty && !forbidden.isEmpty ? true : matchesWhole()
    if isWhole, offenders.isEmpty { return nil }
    if !isWhole { rows = Alignment(wanted, lines, value).rows() }
    return Mismatch(rows: rows + offenders)
  }

  private func forbiddenRows() -> [Mismatch.Row] {
    forbidden.flatMap { expectation in
      lines.filter { expectation.matches($0, value: value) }.map { line in
        Mismatch.Row(.unexpected, line, reason: "'\(expectation.text)' forbids it")
      }
    }
  }

  /// Whether expectations and lines fit as a whole: which suffixes fit is found once for each pair
  /// of places.
  private func matchesWhole() -> Bool {
    // fits[j]: whether the expectations from `index` on fit the lines from j on.
    var fits = [Bool](repeating: false, count: lines.count + 1)
    fits[lines.count] = true
    for expectation in wanted.reversed() {
      var before = [Bool](repeating: false, count: lines.count + 1)
      for start in stride(from: lines.count, through: 0, by: -1) {
        before[start] = fit(expectation, start, fits, before)
      }
      fits = before
    }
    return fits[0]
  }

  private func fit(
    _ expectation: Expectation, _ start: Int, _ rest: [Bool], _ same: [Bool]
  ) -> Bool {
    switch expectation.kind {
    case .anyLines: return rest[start] || (start < lines.count && same[start + 1])
    case .anyOrder(let inner):
      return AnyOrder(inner, value).lengths(lines[start...]).contains { rest[start + $0] }
    case .line, .regex, .forbidden:
      if expectation.isOptional, rest[start] { return true }
      return start < lines.count && rest[start + 1]
        && expectation.matches(lines[start], value: value)
    }
  }
}

extension Expectation {
  var isForbidden: Bool {
    if case .forbidden = kind { true } else { false }
  }
}
