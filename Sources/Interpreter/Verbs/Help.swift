import Language

/// `help [VERB]`
struct Help: Verb {
  static let manual = Manual(
    "help", .session, ["help [VERB]"], "all verbs, or all about one",
    detail: "The list fits one screen. All that it tells of a verb is in the manual page too.",
    example: "help spawn")

  private let word: Word?

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    word = arguments.take()
    if let name = word?.literal, verb(named: name) == nil {
      throw Diagnostic(
        "'\(escapedForDisplay(name))' is not a verb", at: word?.span,
        hint: didYouMean(name, among: verbs.map { $0.name }))
    }
  }

  func run(in session: Session) throws(Failure) {
    let name = try word.map { word throws(Failure) in try session.text(of: word) }
    let lines = name.flatMap { verb(named: $0) }.map { helpLines($0.manual) } ?? overviewLines
    for line in lines { session.record(line) }
  }
}
