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
    let values = try value.values(in: session)
    let shown = value.display(in: session)
    for value in values {
      guard let comparison else {
        if value != .boolean(true) {
          throw Failure("check failed: \(shown) is \(value.display), expected True", at: span)
        }
        continue
      }
      let literal = try comparison.literal(in: session)
      if try !comparison.holds(value, literal, in: session) {
        throw Failure(
          "check failed: \(shown) is \(value.display), "
            + "expected \(comparison.operation.rawValue) \(escapedForDisplay(literal))", at: span)
      }
    }
  }
}
