/// One line of what the run of a file tells whoever started it, as it happens: a keyword and the
/// rest, so that what was told is of use even when the run does not come to its end.
package enum ReportItem: Hashable, Sendable {
  /// A line begins to run.
  case runs(line: Int)
  /// A line was not as expected; the items up to the next are about it.
  case failure(line: Int)
  /// A physical line of it.
  case statement(String)
  /// A line of the difference.
  case difference(String)
  /// Something else about it.
  case explanation(String)
  /// A process that no line saw end.
  case unjoined(String)
  /// Something else that is wrong.
  case problem(String)
  /// A `require` did not hold.
  case skipped(String)
  /// A default deadline was over.
  case timedOut
  /// What tells the text that was read from others.
  case digest(UInt64)
  /// A line was run; the items up to the next are about what it would need.
  case ran(line: Int, isExpected: Bool)
  /// A line of its record, as an expectation.
  case recorded(String)
  /// A line behind its bar that stays.
  case kept(Int)
  /// A line that is to come behind its bar.
  case new(String)
  /// Why nothing is to be written there.
  case refused(String)

  /// The line that tells it; texts hold no newlines.
  package var encoded: String {
    switch self {
    case .runs(let line): "runs \(line)"
    case .failure(let line): "failure \(line)"
    case .statement(let text): "statement \(text)"
    case .difference(let text): "difference \(text)"
    case .explanation(let text): "explanation \(text)"
    case .unjoined(let text): "unjoined \(text)"
    case .problem(let text): "problem \(text)"
    case .skipped(let text): "skipped \(text)"
    case .timedOut: "timed-out "
    case .digest(let value): "digest \(value)"
    case .ran(let line, true): "as-expected \(line)"
    case .ran(let line, false): "not-as-expected \(line)"
    case .recorded(let text): "recorded \(text)"
    case .kept(let place): "kept \(place)"
    case .new(let text): "new \(text)"
    case .refused(let text): "refused \(text)"
    }
  }

  /// Reads a line; nil for one that is none of ours.
  package init?(_ line: some StringProtocol) {
    let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let text = String(parts[1])
    switch (parts[0], Int(text)) {
    case ("runs", let line?): self = .runs(line: line)
    case ("failure", let line?): self = .failure(line: line)
    case ("statement", _): self = .statement(text)
    case ("difference", _): self = .difference(text)
    case ("explanation", _): self = .explanation(text)
    case ("unjoined", _): self = .unjoined(text)
    case ("problem", _): self = .problem(text)
    case ("skipped", _): self = .skipped(text)
    case ("timed-out", _): self = .timedOut
    case ("digest", _):
      guard let value = UInt64(text) else { return nil }
      self = .digest(value)
    case ("as-expected", let line?): self = .ran(line: line, isExpected: true)
    case ("not-as-expected", let line?): self = .ran(line: line, isExpected: false)
    case ("recorded", _): self = .recorded(text)
    case ("kept", let place?): self = .kept(place)
    case ("new", _): self = .new(text)
    case ("refused", _): self = .refused(text)
    default: return nil
    }
  }
}
