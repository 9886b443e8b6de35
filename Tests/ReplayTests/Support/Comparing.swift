import Interpreter
import Language

@testable import Replay

/// The difference between what is expected and a record, as a person sees it; `fits` where there is
/// none.
func difference(
  _ expected: String, _ record: String, values: [String: String] = [:]
) throws -> String {
  let matcher = try matcher(expected, record, values: values)
  return matcher.mismatch().map { $0.lines.joined(separator: "\n") } ?? "fits"
}

/// A matcher of expectations, a line each, and a record; an empty record has no line.
func matcher(
  _ expected: String, _ record: String, values: [String: String] = [:]
) throws -> Matcher {
  let lines = record.isEmpty ? [] : record.split(separator: "\n", omittingEmptySubsequences: false)
  return Matcher(
    try expectations(expected), lines.map { RecordLine(String($0)) },
    PlaceholderValues { values[$0] })
}

/// Reads expectations, a line each.
func expectations(_ text: String) throws -> [Expectation] {
  let source = Source(text)
  var spans: [Span] = []
  var start = 0
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    spans.append(Span(start, start + line.utf8.count))
    start += line.utf8.count + 1
  }
  var parser = ExpectationParser(source, text.isEmpty ? [] : spans)
  return try parser.all()
}

/// The complaint about a session file, as a person sees it; `fine` where there is none.
func complaint(_ text: String) -> String {
  do {
    _ = try SessionFile(Array(text.utf8), name: "a.lab")
    return "fine"
  } catch {
    return error.rendered(in: Source(name: "a.lab", text))
  }
}
