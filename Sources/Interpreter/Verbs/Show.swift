import Language

/// `show T`
struct Show: Verb {
  static let manual = Manual(
    "show", .look, ["show T [json]"], "everything about a process",
    detail: "All its attributes, as they are now.",
    example: "run true as t\nshow t")

  private let words: [Word]
  private let isJSON: Bool

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    isJSON = arguments.takeLastKeyword("json")
    words = try arguments.takeTargets()
  }

  func run(in session: Session) throws(Failure) {
    let processes = try session.targets(words).processes
    session.look()
    for process in processes {
      if isJSON {
        session.record(session.json(process))
        continue
      }
      var table = Table(header: [])
      for attribute in Attribute.allCases {
        let value =
          attribute == .state
          ? .text(session.lookedAtState(of: process)) : attribute.value(of: process, in: session)
        table.add([
          Table.Cell(attribute.rawValue), Table.Cell(value.display, value.kind),
        ])
      }
      for line in table.lines { session.record(line) }
    }
  }
}
