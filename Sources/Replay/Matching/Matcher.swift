import Interpreter

/// Holds the expectations of a line against its record.
struct Matcher {
  /// How much processor time a comparison may take: some patterns never come to an end, and a check
  /// must.
  static let patience = Duration.seconds(10)

  let expectations: [Expectation]
  /// What must be there, in order.
  let wanted: [Expectation]
  let lines: [MatchedLine]
  let context: MatchContext
  private let patience: Duration
  private let memory: MatcherMemory

  init(
    _ expectations: [Expectation], _ record: [RecordLine], _ values: PlaceholderValues,
    patience: Duration = patience
  ) {
    self.init(expectations, record.map(MatchedLine.init), values, patience)
  }

  /// Holds other expectations against the same record.
  init(_ expectations: [Expectation], _ other: Matcher) {
    self.init(expectations, other.lines, other.context.values, other.patience)
  }

  private init(
    _ expectations: [Expectation], _ lines: [MatchedLine], _ values: PlaceholderValues,
    _ patience: Duration
  ) {
    self.expectations = expectations
    wanted = expectations.filter { !$0.isForbidden }
    self.lines = lines
    self.patience = patience
    context = MatchContext(values)
    memory = MatcherMemory(lines, context)
  }

  /// Nil where the record is what is expected, else what is not.
  func mismatch() -> Mismatch? {
    if fitsLineByLine { return nil }
    // The session is not to be asked for values by a comparison that was given up.
    for expectation in expectations.flatMap({ $0.block ?? [$0] }) {
      for path in expectation.valuePaths { _ = context.values[path] }
    }
    return perform(within: patience) { [self] in difference() } ?? Mismatch(tooHard: hardPattern)
  }

  /// Whether each line is the one that is expected at its place: most records need no more, and that
  /// is soon found out.
  private var fitsLineByLine: Bool {
    expectations.count == lines.count
      && zip(expectations, lines).allSatisfy { expectation, line in
        guard case .line(let template) = expectation.kind,
          template.pieces.count * line.bytes.count < 100_000 || template.literal != nil
        else { return false }
        return template.matches(line.bytes, context.values)
      }
  }

  /// The expectation that a comparison had come to when it was given up.
  private var hardPattern: String {
    let all = expectations.flatMap { $0.block ?? [$0] }
    let place = context.progress.current
    return (all.first { $0.places.lowerBound == place } ?? all.first)?.text ?? ""
  }

  /// Both laid side by side.
  var rows: [AlignmentRow] { memory.rows { Alignment(self).rows() } }

  private func difference() -> Mismatch? {
    let offences = offences()
    let fits = fitsWhole()
    if fits, offences.isEmpty { return nil }
    var rows = fits ? [] : rows.compactMap(\.shown)
    var rowOfLine: [Int: Int] = [:]
    for (place, row) in rows.enumerated() where row.side == .unexpected {
      if let line = row.line { rowOfLine[line] = place }
    }
    for offence in offences {
      // A line that is shown already gets its reason there.
      if let place = offence.line.flatMap({ rowOfLine[$0] }) {
        rows[place].reason = offence.reason
      } else {
        rows.append(offence)
      }
    }
    return Mismatch(rows: rows, isLaidOut: !fits)
  }

  /// The errors in the record that no expectation asks for by its text, as they are shown; beside a
  /// difference those that it does not show.
  func unnamedErrors(beside mismatch: Mismatch? = nil) -> [String] {
    let shown = Set(mismatch?.rows.compactMap(\.line) ?? [])
    let errors = lines.indices.filter { !shown.contains($0) }.map { lines[$0] }
      .filter { $0.text.hasPrefix("error: ") }
    guard !errors.isEmpty else { return [] }
    let all = wanted.flatMap { $0.block ?? [$0] }
    let texts = Set(all.compactMap(\.literal))
    // A pattern that asks for one has it beside it in the difference.
    let patterns = mismatch?.isLaidOut == true ? [] : all.filter { $0.literal == nil }
    let unnamed = perform(within: patience) { [context] in
      errors.filter { line in
        !texts.contains(line.bytes) && !patterns.contains { $0.matches(line, context) }
      }
    }
    return (unnamed ?? errors).map(\.shown)
  }

  /// Lines that must not occur, and do.
  private func offences() -> [Mismatch.Row] {
    expectations.filter(\.isForbidden).flatMap { expectation in
      places(of: expectation, in: Reach([], from: 0)).map { index in
        Mismatch.Row(
          .unexpected, lines[index].shown, reason: "'\(expectation.text)' forbids it", line: index)
      }
    }
  }

  /// Whether expectations and lines fit as a whole; where only lines are forbidden, others may be.
  func fitsWhole() -> Bool {
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
    if let block = expectation.block {
      let order = AnyOrder(block, context)
      var next: [Int] = []
      reach.forEach(upTo: lines.count) { place in
        next += order.lengths(lines[place...]).map { place + $0 }
      }
      return Reach(next)
    }
    let next = Reach(places(of: expectation, in: reach).map { $0 + 1 })
    return expectation.isOptional ? reach.union(next) : next
  }

  /// The lines, of those that are reached, that are what an expectation wants.
  private func places(of expectation: Expectation, in reach: Reach) -> [Int] {
    // A plain text is looked up instead of being held against one line after the other.
    if let literal = expectation.literal, reach.count(upTo: lines.count) > 1 {
      return memory.places(of: literal).filter { reach.contains($0) }
    }
    var found: [Int] = []
    if let place = reach.single {
      return place < lines.count && expectation.matches(lines[place], context) ? [place] : []
    }
    reach.forEach(upTo: lines.count - 1) { place in
      if memory.matches(expectation, place) { found.append(place) }
    }
    return found
  }
}
