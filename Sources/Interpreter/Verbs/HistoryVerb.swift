import Language

/// `history`
struct HistoryVerb: Verb {
  static let manual = Manual(
    "history", .session, ["history"], "the statements of this session",
    detail: "In the order in which they ran, with their numbers.",
    example: "print hello\nhistory")

  init(_ arguments: inout Arguments) throws(Diagnostic) {}

  func run(in session: Session) throws(Failure) {
    let width = "\(session.entries.count)".count
    for (index, entry) in session.entries.enumerated() {
      let number = padded("\(index + 1)", to: width, alignRight: true)
      for (place, line) in entry.split(separator: "\n").enumerated() {
        let margin = place == 0 ? number : String(repeating: " ", count: width)
        // In a file, which holds what a person's eyes saw too, they have other numbers.
        let text = "\(margin)  \(escapedForDisplay(String(line)))"
        session.record(RecordLine([.init(text)], isUnrepeatable: true))
      }
    }
  }
}
