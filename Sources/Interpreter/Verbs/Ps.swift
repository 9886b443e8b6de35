import Language
import ProcessEngine

/// `ps [T]`
struct Ps: Verb {
  static let manual = Manual(
    "ps", .look, ["ps [T] [json]"], "a table of processes",
    detail: """
      The current run of each handle, and the processes without one. A process that has ended \
      while its group or descendants live on is shown as zombie.
      """,
    example: "spawn sleep 5 as t\nps")

  private let words: [Word]
  private let isJSON: Bool

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    isJSON = arguments.takeLastKeyword("json")
    words = arguments.takeAll()
  }

  func run(in session: Session) throws(Failure) {
    session.look()
    let processes =
      words.isEmpty
      ? session.concerned(with: session.everyone) : try session.targets(words).processes
    if isJSON {
      for process in processes { session.record(session.json(process)) }
    } else {
      for line in session.processTable(processes) { session.record(line) }
    }
  }
}

extension Session {
  /// What `ps` shows: a line for each process, under a heading.
  func processTable(_ processes: [Process]) -> [RecordLine] {
    var table = Table(header: ["HANDLE", "NAME", "PID", "STATE", "EXITCODE", "TOOK", "COMMAND"])
    for process in processes {
      let attributes: [Attribute] = [.handle, .name, .pid]
      var row = attributes.map { Table.Cell($0.value(of: process, in: self)) }
      row.append(Table.Cell(lookedAtState(of: process)))
      row += [Attribute.exitcode, .took].map { Table.Cell($0.value(of: process, in: self)) }
      row.append(Table.Cell(escapedForDisplay(process.command)))
      table.add(row)
    }
    return table.lines
  }

  /// The state as a look shows it: the one place in which a zombie is called so.
  func lookedAtState(of process: Process) -> String {
    if case .exited = process.observed.state { return "zombie" }
    return Attribute.state.value(of: process, in: self).display
  }

  /// All attributes of a process as one object.
  func json(_ process: Process) -> JSON {
    JSON(
      object: Attribute.allCases.map { attribute in
        let isState = attribute == .state
        let value =
          isState ? .text(lookedAtState(of: process)) : attribute.value(of: process, in: self)
        return (attribute.rawValue, value.json)
      })
  }
}
