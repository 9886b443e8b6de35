import Language
import OrderedCollections

/// `repeat N { … } [tally VALUE]`
struct Repeat: Verb, BlockVerb {
  static let manual = Manual(
    "repeat", .flow, ["repeat N { … } [tally VALUE]"], "a block N times, and what came of it",
    detail: """
      With 'tally', VALUE is read after each round; at the end a line for each value that came: \
      how often, and the value, the most frequent first.
      """,
    example: "repeat 10 { spawn true as r; join r } tally r.exitcode")

  private let count: Argument<Int>
  private let body: Body
  private var tally: ValueExpression?

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    count = try arguments.takeCount("how often")
    body = try Body(arguments)
    var tail = arguments.statement.tail[...]
    if let word = tail.popFirst() {
      guard word.bareText == "tally", let value = tail.popFirst() else {
        throw Diagnostic(
          "only 'tally VALUE' may stand behind the block", at: word.span, hint: arguments.usage)
      }
      tally = ValueExpression(value)
    }
    if let word = tail.first {
      throw Diagnostic("'tally' takes one value", at: word.span, hint: arguments.usage)
    }
  }

  func run(in session: Session) throws(Failure) {
    var counts: OrderedDictionary<String, Int> = [:]
    let total = try count.value(in: session)
    session.rounds.append((0, total))
    defer { session.rounds.removeLast() }
    for round in 0..<total {
      session.rounds[session.rounds.count - 1].done = round
      try body.run(in: session)
      guard let tally else { continue }
      for value in try tally.values(in: session) { counts[value.display, default: 0] += 1 }
    }
    // The sort keeps the order in which values first came for those that came as often.
    let sorted = counts.elements.enumerated().sorted { left, right in
      (right.element.value, left.offset) < (left.element.value, right.offset)
    }
    let width = sorted.map { "\($0.element.value)".count }.max() ?? 0
    for (_, element) in sorted {
      session.record(padded("\(element.value)", to: width, alignRight: true) + " \(element.key)")
    }
  }
}
