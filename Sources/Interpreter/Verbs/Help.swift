import Language

/// `help [VERB|TOPIC]`
struct Help: Verb {
  static let manual = Manual(
    "help", .session, ["help [VERB|TOPIC]"], "all verbs, or all about one",
    detail: """
      The list fits one screen. Topics are \(HelpTopic.names.joined(separator: ", ")).
      """,
    example: "help spawn")

  private let word: Word?

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    word = arguments.take()
    if let name = word?.literal, Help.lines(of: name) == nil {
      throw Diagnostic(
        "'\(escapedForDisplay(name))' is not a verb", at: word?.span,
        hint: didYouMean(name, among: verbs.map { $0.name } + HelpTopic.names))
    }
  }

  func run(in session: Session) throws(Failure) {
    let name = try word.map { word throws(Failure) in try session.text(of: word) }
    for line in name.flatMap(Help.lines) ?? overviewLines { session.record(line) }
  }

  /// What there is to tell of a word; nil for one that is neither a verb nor a topic. 'check' is both.
  private static func lines(of name: String) -> [String]? {
    verb(named: name).map { helpLines($0.manual) } ?? HelpTopic.lines(named: name)
  }
}
