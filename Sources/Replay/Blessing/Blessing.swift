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
    for part in parts(Alignment(matcher).rows()) {
      if let place = part.compactMap(\.place).first {
        while let first = forbidden.first, first < place {
          lines.append(.kept(first))
          forbidden.removeFirst()
        }
      }
      lines += part.count > 1 ? block(part, recorded) : part.compactMap { line($0, recorded) }
    }
    return lines + forbidden.map { .kept($0) }
  }

  /// The rows one by one, but those of a block, bars included, together.
  private static func parts(_ rows: [AlignmentRow]) -> [[AlignmentRow]] {
    var parts: [[AlignmentRow]] = []
    var isInBlock = false
    for row in rows {
      if isInBlock { parts[parts.count - 1].append(row) } else { parts.append([row]) }
      if row.isBar { isInBlock.toggle() }
    }
    return parts
  }

  private static func line(_ row: AlignmentRow, _ recorded: [String]) -> Line? {
    switch row.kind {
    case .kept, .silent: row.place.map { .kept($0) }
    case .unexpected: row.line.map { .new(recorded[$0]) }
    case .missing, .covered: nil
    }
  }

  /// The lines of a block: those that stay in the order of the file, each new one behind the line
  /// of its process that came before it.
  private static func block(_ rows: [AlignmentRow], _ recorded: [String]) -> [Line] {
    var result: [(line: Line, process: String?)] = rows.filter {
      $0.kind == .kept || $0.kind == .silent
    }
    .sorted { $0.place ?? 0 < $1.place ?? 0 }
    .compactMap { row in line(row, recorded).map { ($0, row.process) } }
    var last: [String: Line] = [:]
    for row in rows {
      guard let process = row.process, let line = line(row, recorded) else { continue }
      if case .new = line {
        let before = last[process].flatMap { before in result.firstIndex { $0.line == before } }
        let next = result.firstIndex { $0.process == process }
        let place = before.map { $0 + 1 } ?? next ?? result.count - 1
        result.insert((line, process), at: place)
      }
      last[process] = line
    }
    return result.map(\.line)
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
