import Interpreter
import Language

/// What would have to stand behind a line for its record to be as expected.
package struct Blessing: Hashable, Sendable {
  /// A line behind the bar.
  package enum Line: Hashable, Sendable {
    /// The one that stands there now, as it is.
    case kept(Int)
    /// Another.
    case new(String)
  }

  /// What is to stand there, in order.
  package internal(set) var lines: [Line]
  /// The record, each line as an expectation of its own.
  package internal(set) var recorded: [String]
  /// Why nothing is to be written; nil where all is well.
  package internal(set) var refusal: String?

  /// A blessing that was told.
  package init(lines: [Line], recorded: [String], refusal: String?) {
    self.lines = lines
    self.recorded = recorded
    self.refusal = refusal
  }

  /// Keeps what matches, comes to the lines that were not expected, and lets go what is missing.
  init(_ matcher: Matcher, _ record: [RecordLine], written: [String], judges: Bool) {
    recorded = record.map(\.expectation)
    lines = written.indices.map { .kept($0) }
    guard let mismatch = matcher.mismatch() else { return }
    if let row = mismatch.rows.first(where: { $0.reason?.hasSuffix("forbids it") == true }) {
      refusal = "\(row.reason ?? ""): '\(row.text)'; change one of them by hand"
      return
    }
    let failed = mismatch.rows.first { $0.side == .unexpected && $0.text.hasPrefix("error: ") }
    if judges, let failed {
      refusal = "'\(failed.text)' is what the line is there to find out"
      return
    }
    let candidates = [
      Blessing.merged(matcher, recorded), recorded.map { .new($0) } + Blessing.forbidden(matcher),
    ]
    for candidate in candidates where Blessing.holds(candidate, written, matcher) {
      lines = candidate
      return
    }
    refusal = "its record can't be written down"
  }

  /// What matches as it stands, and the rest of the record in its place.
  private static func merged(_ matcher: Matcher, _ recorded: [String]) -> [Line] {
    var lines: [Line] = []
    var forbidden = matcher.expectations.filter(\.isForbidden).map(\.places.lowerBound)[...]
    for row in Alignment(matcher).rows() {
      if let place = row.place {
        while let first = forbidden.first, first < place {
          lines.append(.kept(first))
          forbidden.removeFirst()
        }
      }
      switch row.kind {
      case .kept, .silent: if let place = row.place { lines.append(.kept(place)) }
      case .unexpected: if let line = row.line { lines.append(.new(recorded[line])) }
      case .missing, .covered: break
      }
    }
    return lines + forbidden.map { .kept($0) }
  }

  private static func forbidden(_ matcher: Matcher) -> [Line] {
    matcher.expectations.filter(\.isForbidden).map { .kept($0.places.lowerBound) }
  }

  /// Whether the record would be as expected.
  private static func holds(_ lines: [Line], _ written: [String], _ matcher: Matcher) -> Bool {
    var text = ""
    var spans: [Span] = []
    for line in lines {
      let start = text.utf8.count
      switch line {
      case .kept(let place): text += written[place]
      case .new(let line): text += line
      }
      spans.append(Span(start, text.utf8.count))
    }
    var parser = ExpectationParser(Source(text), spans)
    guard let expectations = try? parser.all() else { return false }
    return Matcher(expectations, matcher).mismatch() == nil
  }
}
