import Language
import ProcessEngine

/// `after D STATEMENT`
struct After: Verb {
  static let manual = Manual(
    "after", .flow, ["after D STATEMENT"], "do something while the session waits later",
    detail: """
      It fires during the first wait (join, expect, sleep, stop) that lasts until then, and what \
      it prints belongs to the statement that waits.
      """,
    example: "spawn sleep 5 as t\nafter 100ms terminate t\njoin t\nt.exitcode")

  private let delay: Argument<Duration>
  private let statement: CompiledStatement

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    delay = try arguments.takeDuration()
    let words = arguments.takeAll()
    guard let first = words.first else { throw arguments.missing("a statement") }
    if first.bareText == "after" {
      throw Diagnostic("'after' can't stand behind 'after'", at: first.span)
    }
    if let name = first.bareText, let type = verb(named: name), type is any BlockVerb.Type {
      throw Diagnostic(
        "'after' takes no block: '\(name)' can't stand behind it", at: first.span,
        hint: "it schedules one statement; several may stand in a file, for 'source'")
    }
    statement = try compile(
      Statement(
        words: words, block: arguments.statement.block, tail: arguments.statement.tail,
        span: first.span.joined(to: arguments.statement.span)))
  }

  func run(in session: Session) throws(Failure) {
    session.schedule(statement, at: session.now + (try delay.value(in: session)))
  }
}
