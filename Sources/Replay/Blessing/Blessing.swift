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
    let expectations = record.map(\.expectation)
    recorded = RecordLine.written(expectations)
    lines = written.indices.map { .kept($0) }
    guard let mismatch = matcher.mismatch() else { return }
    if let hard = mismatch.hardPattern {
      refusal = "'\(hard)' is too hard to match"
      return
    }
    if let row = mismatch.rows.first(where: { $0.reason?.hasSuffix("forbids it") == true }) {
      refusal = "\(row.reason ?? ""): '\(row.text)'; change one of them by hand"
      return
    }
    let failed = mismatch.rows.first { $0.side == .unexpected && $0.text.hasPrefix("error: ") }
    if judges, let error = failed?.text ?? matcher.unnamedErrors(beside: mismatch).first {
      refusal = "'\(error)' is what the line is there to find out"
      return
    }
    let anew: [Line] = recorded.map { .new($0) } + Blessing.forbidden(matcher)
    let candidates = written.isEmpty ? [anew] : [Blessing.merged(matcher, expectations), anew]
    for candidate in candidates {
      refusal = Blessing.complaint(about: candidate, written, matcher)
      guard refusal == nil else { continue }
      lines = candidate
      return
    }
  }

  /// What matches as it stands, and the rest of the record in its place.
  private static func merged(_ matcher: Matcher, _ recorded: [String]) -> [Line] {
    var lines: [Line] = []
    var forbidden = matcher.expectations.filter(\.isForbidden).map(\.places.lowerBound)[...]
    for part in parts(matcher.rows) {
      if let place = part.compactMap(\.place).first {
        while let first = forbidden.first, first < place {
          lines.append(.kept(first))
          forbidden.removeFirst()
        }
      }
      lines += part.count > 1 ? block(part, recorded) : part.compactMap { line($0, recorded) }
    }
    return withoutRepeats(lines + forbidden.map { .kept($0) }, matcher)
  }

  /// The lines without a new `|...` beside one that stands there already.
  private static func withoutRepeats(_ lines: [Line], _ matcher: Matcher) -> [Line] {
    let open = Set(matcher.expectations.filter(\.isAnyLines).map(\.places.lowerBound))
    func isAnyLines(_ line: Line?) -> Bool {
      switch line {
      case .kept(let place): open.contains(place)
      case .new(let text): text == RecordLine.anyLines
      case nil: false
      }
    }
    var result: [Line] = []
    for line in lines {
      if isAnyLines(line), isAnyLines(result.last) {
        guard case .kept = line else { continue }
        if case .new = result.last { result.removeLast() }
      }
      result.append(line)
    }
    return result
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
  /// of its process that came before it; with none before, ahead of the one that comes after.
  private static func block(_ rows: [AlignmentRow], _ recorded: [String]) -> [Line] {
    let staying = rows.filter { $0.kind == .kept || $0.kind == .silent }
      .sorted { $0.place ?? 0 < $1.place ?? 0 }
    var first: [String: Int] = [:]
    for row in staying {
      guard let process = row.process, let place = row.place else { continue }
      first[process] = first[process] ?? place
    }
    var before: [Int: [Line]] = [:]
    var behind: [Int: [Line]] = [:]
    var last: [String: Int] = [:]
    // What is new of a process that has no line there stands ahead of the bar that closes it.
    let bar = staying.last?.place ?? 0
    for row in rows {
      guard let process = row.process, let line = line(row, recorded) else { continue }
      if case .kept(let place) = line {
        last[process] = place
      } else if let place = last[process] {
        behind[place, default: []].append(line)
      } else {
        before[first[process] ?? bar, default: []].append(line)
      }
    }
    return staying.flatMap { row -> [Line] in
      guard let place = row.place else { return [] }
      return (before[place] ?? []) + [.kept(place)] + (behind[place] ?? [])
    }
  }

  private static func forbidden(_ matcher: Matcher) -> [Line] {
    matcher.expectations.filter(\.isForbidden).map { .kept($0.places.lowerBound) }
  }

  /// Why the record would not be as these lines expect it, or nil where it would.
  private static func complaint(
    about lines: [Line], _ written: [String], _ matcher: Matcher
  ) -> String? {
    let sentence = "its record can't be written down"
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
    let source = Source(text)
    var parser = ExpectationParser(source, spans)
    do throws(Diagnostic) {
      let written = Matcher(try parser.all(), matcher)
      guard let mismatch = written.mismatch() else {
        return written.unnamedErrors().first.map { "no expectation would name '\($0)'" }
      }
      let row = mismatch.rows.first { $0.side != .both }
      return "\(sentence): it would not be matched by what is written of it"
        + (row.map { ": \($0.shown)" } ?? "")
    } catch {
      let line = error.span.flatMap { span in spans.first { $0.end > span.start } }
      return "\(sentence): \(error.message)" + (line.map { ": '\(source.text($0))'" } ?? "")
    }
  }
}
