import Interpreter

/// Holds the expectations of a line against its record.
struct Matcher {
  let expectations: [Expectation]
  let lines: [MatchedLine]
  let values: PlaceholderValues

  init(_ expectations: [Expectation], _ record: [RecordLine], _ values: PlaceholderValues) {
    self.expectations = expectations
    self.lines = record.map(MatchedLine.init)
    self.values = values
  }

  /// Holds other expectations against the same record.
  init(_ expectations: [Expectation], _ other: Matcher) {
    self.expectations = expectations
    lines = other.lines
    values = other.values
  }

  /// What must be there, in order.
  var wanted: [Expectation] { expectations.filter { !$0.isForbidden } }

  /// Nil where the record is what is expected, else what is not.
  func mismatch() -> Mismatch? {
    let offences = offences()
    let fits = fitsWhole()
    if fits, offences.isEmpty { return nil }
    var rows = fits ? [] : Alignment(self).rows().compactMap(\.shown)
    for offence in offences {
      // A line that is shown already gets its reason there.
      if let place = rows.firstIndex(where: { $0.line == offence.line }),
        rows[place].side == .unexpected
      {
        rows[place].reason = offence.reason
      } else {
        rows.append(offence)
      }
    }
    return Mismatch(rows: rows)
  }

  /// Whether a line is what some expectation asks for by its text.
  func isNamed(_ line: MatchedLine) -> Bool {
    expectations.contains { expectation in
      (expectation.block ?? [expectation]).contains {
        !$0.isForbidden && $0.matches(line, values)
      }
    }
  }

  /// Lines that must not occur, and do.
  private func offences() -> [Mismatch.Row] {
    expectations.filter(\.isForbidden).flatMap { expectation in
      lines.indices.filter { expectation.matches(lines[$0], values) }.map { index in
        Mismatch.Row(
          .unexpected, lines[index].shown, reason: "'\(expectation.text)' forbids it", line: index)
      }
    }
  }

  /// Whether expectations and lines fit as a whole; where only lines are forbidden, others may be.
  func fitsWhole() -> Bool {
    let wanted = wanted
    if wanted.isEmpty, !expectations.isEmpty { return true }
    var reach = Reach(0)
    for expectation in wanted {
      reach = advance(reach, over: expectation)
      if reach.isEmpty { return false }
    }
    return reach.contains(lines.count)
  }

  /// Where the lines can stand behind an expectation.
  private func advance(_ reach: Reach, over expectation: Expectation) -> Reach {
    if expectation.isAnyLines { return reach.extended }
    var next: [Int] = []
    if let block = expectation.block {
      let order = AnyOrder(block, values)
      reach.forEach(upTo: lines.count) { place in
        next += order.lengths(lines[place...]).map { place + $0 }
      }
      return Reach(next)
    }
    reach.forEach(upTo: lines.count - 1) { place in
      if expectation.matches(lines[place], values) { next.append(place + 1) }
    }
    return expectation.isOptional ? reach.union(Reach(next)) : Reach(next)
  }
}
