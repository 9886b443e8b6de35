import Interpreter
import Testing

/// Runs a session that is written down with what comes back, and says where it was otherwise.
///
/// Lines stand bare, their records behind bars, as in a session file; but here everything is held
/// letter by letter, and `{pid}`, `{dur}`, `{size}`, `{time}` stand only where the session itself
/// says that a part is one.
func expectSession(
  _ text: String, _ configuration: SessionConfiguration = .forTests,
  showing detail: Bench.Detail = [], sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let actual = try Bench.open(configuration, sourceLocation: sourceLocation) { bench in
    bench.transcript(text, showing: detail)
  }
  let expected = text.split(separator: "\n", omittingEmptySubsequences: true)
    .filter { !$0.drop { $0 == " " }.hasPrefix("#") }.joined(separator: "\n")
  guard actual != expected else { return }
  Issue.record(
    "the session went otherwise:\n\(difference(expected, actual))", sourceLocation: sourceLocation)
}

/// Two texts side by side, line by line: `-` is missing, `+` was not expected.
func difference(_ expected: String, _ actual: String) -> String {
  let before = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let after = actual.split(separator: "\n", omittingEmptySubsequences: false)
  let changes = after.difference(from: before)
  var removed: Set<Int> = []
  var inserted: Set<Int> = []
  for change in changes {
    switch change {
    case .remove(let offset, _, _): removed.insert(offset)
    case .insert(let offset, _, _): inserted.insert(offset)
    }
  }
  var rows: [String] = []
  var (old, new) = (0, 0)
  while old < before.count || new < after.count {
    if old < before.count, removed.contains(old) {
      rows.append("- \(before[old])")
      old += 1
    } else if new < after.count, inserted.contains(new) {
      rows.append("+ \(after[new])")
      new += 1
    } else {
      rows.append("  \(before[old])")
      (old, new) = (old + 1, new + 1)
    }
  }
  return rows.joined(separator: "\n")
}
