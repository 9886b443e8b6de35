/// What is told of one run of a file: where it was not as expected, and what else was wrong.
package struct FileReport: Hashable, Sendable {
  /// A line that was not as expected.
  package struct Failure: Hashable, Sendable {
    /// Its number in the file.
    package var line: Int
    /// The line, physical line by physical line.
    package var statement: [String] = []
    /// The difference, ready to be shown.
    package var difference: [String] = []
    /// What there is to know besides.
    package var explanation: [String] = []
  }

  /// What a line would need to be as expected.
  package struct Recording: Hashable, Sendable {
    /// The number of the line in the file.
    package var line: Int
    /// Whether it was as expected.
    package var isExpected: Bool
    /// What its expectations would be.
    package var blessing: Blessing
  }

  /// The lines that were not as expected, in order.
  package var failures: [Failure] = []
  /// Processes that no line saw end, with their commands.
  package var unjoined: [String] = []
  /// All else that was wrong, in words.
  package var problems: [String] = []
  /// Why it was skipped.
  package var skipReason: String?
  /// Whether a default deadline was over.
  package var hasTimedOut = false
  /// What tells apart the texts that were read.
  package var digest: UInt64?
  /// Of each line what it would need; only where that was asked for.
  package var recordings: [Recording] = []

  /// The line that began to run last.
  package var lastLine: Int?

  /// Nothing told yet.
  package init() {}

  /// One sentence for all of it.
  package var headline: String {
    if let skipReason { return skipReason }
    if let problem = problems.first { return problem }
    if let first = failures.first {
      let more = failures.count == 1 ? "" : " and \(failures.count - 1) more"
      return "line \(first.line)\(more) not as expected"
    }
    return unjoined.first.map { "not joined: \($0)" } ?? ""
  }

  /// The whole of it as a person reads it; `path` is how the name of the file is shown.
  package func lines(path: String) -> [String] {
    var lines: [String] = []
    for failure in failures {
      let (first, rest) = (failure.statement.first ?? "", failure.statement.dropFirst())
      lines.append("\(path):\(failure.line): \(first)")
      lines += rest.map { "  \($0)" }
      lines += failure.difference.map { "  \($0)" }
      lines += failure.explanation.map { "    \($0)" }
    }
    lines += unjoined.map { "not joined: \($0)" }
    lines += problems
    if let skipReason { lines.append("skipped: \(skipReason)") }
    return lines
  }
}
