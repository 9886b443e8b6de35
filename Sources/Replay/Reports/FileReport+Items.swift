extension FileReport {
  /// Puts together what was told; lines that are none of ours are problems, since nobody else has
  /// any business writing there.
  package init(told text: String) {
    self.init()
    for line in text.split(separator: "\n") {
      if let item = ReportItem(line) { take(item) } else { problems.append(String(line)) }
    }
  }

  /// Puts together what is known at once.
  package init(_ items: [ReportItem]) {
    self.init()
    for item in items { take(item) }
  }

  private mutating func take(_ item: ReportItem) {
    switch item {
    case .runs(let line): lastLine = line
    case .failure(let line): failures.append(Failure(line: line))
    case .statement(let text): changeFailure { $0.statement.append(text) }
    case .difference(let text): changeFailure { $0.difference.append(text) }
    case .explanation(let text): changeFailure { $0.explanation.append(text) }
    case .unjoined(let text): unjoined.append(text)
    case .problem(let text): problems.append(text)
    case .skipped(let text): skipReason = text
    case .timedOut: hasTimedOut = true
    case .digest(let value): digest = value
    case .ran(let line, let isExpected):
      let blessing = Blessing(lines: [], recorded: [], refusal: nil)
      recordings.append(Recording(line: line, isExpected: isExpected, blessing: blessing))
    case .recorded(let text): changeBlessing { $0.recorded.append(text) }
    case .kept(let place): changeBlessing { $0.lines.append(.kept(place)) }
    case .new(let text): changeBlessing { $0.lines.append(.new(text)) }
    case .refused(let text): changeBlessing { $0.refusal = text }
    }
  }

  private mutating func changeFailure(_ change: (inout Failure) -> Void) {
    if let last = failures.indices.last { change(&failures[last]) }
  }

  private mutating func changeBlessing(_ change: (inout Blessing) -> Void) {
    if let last = recordings.indices.last { change(&recordings[last].blessing) }
  }
}

extension Blessing {
  /// The items that tell it.
  package var items: [ReportItem] {
    recorded.map { .recorded($0) }
      + lines.map { line in
        switch line {
        case .kept(let place): .kept(place)
        case .new(let text): .new(text)
        }
      } + (refusal.map { [.refused($0)] } ?? [])
  }
}
