import Language

/// `check VALUE [OP LITERAL]`
struct Check: Verb {
  static let manual = Manual(
    "check", .check, ["check VALUE [OP LITERAL]"], "an error unless it holds",
    detail: """
      OP is one of == != < <= > >= contains matches. Numbers, durations and sizes compare as \
      such, all else as text; None equals only None and orders with nothing. Of a set, it must \
      hold for each. Without OP, the value must be True.
      """,
    example: "run true as t\ncheck t.exitcode == 0\ncheck t.took < 5s")

  private let value: ValueExpression
  private let comparison: Comparison?
  private let span: Span

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    let word = try arguments.take("a value")
    value = ValueExpression(word)
    comparison = arguments.isEmpty ? nil : try Comparison(&arguments)
    span = word.span
  }

  func run(in session: Session) throws(Failure) {
    var diagnostics: [Diagnostic] = []
    for (name, value) in try value.results(in: session) {
      guard let expected = try complaint(value, in: session) else { continue }
      diagnostics.append(
        Diagnostic("check failed: \(name) is \(value.display), expected \(expected)", at: span))
    }
    if !diagnostics.isEmpty { throw Failure(.error, diagnostics) }
  }

  /// What was expected instead of a value, or nil where it holds.
  private func complaint(_ value: Value, in session: Session) throws(Failure) -> String? {
    guard let comparison else { return value == .boolean(true) ? nil : "True" }
    let literal = try comparison.literal(in: session)
    if try comparison.holds(value, literal, in: session) { return nil }
    return "\(comparison.operation.rawValue) \(escapedForDisplay(literal))"
  }
}
