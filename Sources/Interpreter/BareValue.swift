import Language
import ProcessEngine

/// A value that stands alone on its line: it prints, as in a notebook; of a set, a line each.
struct BareValue: Verb {
  /// It has no word of its own, and stands in help under `value`.
  static let manual = Manual(
    "T", .look, ["T", "T.attribute"], "print a process or one of its attributes",
    detail: "A bare value prints as in a notebook, as it was last seen; of a set, a line each.",
    example: "spawn true as t\njoin t\nt.exitcode")

  private let expression: ValueExpression
  private let isJSON: Bool

  init(_ word: Word, isJSON: Bool) {
    expression = ValueExpression(word)
    self.isJSON = isJSON
  }

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    self.init(try arguments.take("a process"), isJSON: false)
  }

  func run(in session: Session) throws(Failure) {
    let values = try expression.values(in: session, isAlone: true)
    for value in values {
      if isJSON {
        session.record(value.json)
      } else {
        session.record(RecordLine([.init(value.display, value.kind)]))
      }
    }
  }
}
