/// What a session file says of one line, or of a part of it that stands alone there.
struct TranscriptStep {
  /// A statement, with what it printed.
  struct Statement {
    var text: String
    var printed: [TranscriptPart.Line]

    /// Whether it is an `expect` of one stream alone.
    func isExpect(of stream: OutputKey) -> Bool {
      text.hasPrefix("\(Expect.name) ") && printed.allSatisfy { $0.origin?.output == stream }
    }
  }

  /// What a person's eyes saw before.
  var observations: [Observation] = []
  /// What stands before the statements: a comment, or what does the same as one of them.
  private(set) var heading: [String]
  private(set) var statements: [Statement]
  /// The line as it was typed, with its comment and its blanks, where all of it is told.
  private var typed: String?
  /// Whether more was printed than anybody would read.
  var isCut = false
  /// Whether a replay does nothing of it, and prints nothing.
  let isUntold: Bool
  /// Why what follows may not replay.
  var doubt: String?

  init(
    heading: [String] = [], _ statements: [Statement] = [], typed: String? = nil,
    isUntold: Bool = false
  ) {
    (self.heading, self.statements, self.typed) = (heading, statements, typed)
    self.isUntold = isUntold
  }

  /// Its lines in the file.
  var lines: [String] {
    let text = typed ?? statements.map(\.text).filter { !$0.isEmpty }.joined(separator: "; ")
    return heading + (text.isEmpty ? [] : [text])
  }

  /// What was printed.
  var printed: [TranscriptPart.Line] { statements.flatMap(\.printed) }

  /// Makes a comment of a statement that has nothing left to do; what it printed is told elsewhere.
  mutating func silence(_ place: Int, because reason: String) {
    heading += TranscriptStep.comment(reason, statements[place].text)
    statements[place].text = ""
    typed = nil
  }

  /// A text as a comment, behind a reason.
  static func comment(_ reason: String, _ text: String) -> [String] {
    ["# \(reason):"]
      + text.split(separator: "\n", omittingEmptySubsequences: false).map { "#   \($0)" }
  }

  /// Whether its statements, or the first so many of them, may depend on a process, as far as their
  /// words tell.
  func mentions(_ label: String, before end: Int? = nil) -> Bool {
    guard !isUntold else { return false }
    let isPartOfName = { (character: Character) in
      character.isLetter || character.isNumber || "_-.*?[]".contains(character)
    }
    return statements.prefix(end ?? statements.count).contains { statement in
      statement.text.split { !isPartOfName($0) }.contains { word in
        word == label || word.hasPrefix(label + ".") || label.hasPrefix(word + ".")
          || word.contains("*") || ["all", "alive", "last"].contains(word)
      }
    }
  }
}
