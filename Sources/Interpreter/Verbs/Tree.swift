import Language
import OrderedCollections
import ProcessEngine

/// `tree [T]`
struct Tree: Verb {
  static let manual = Manual(
    "tree", .look, ["tree [T] [json]"], "processes with their descendants",
    detail: """
      As the kernel has them now, with orphans that this session adopted, paused ones and zombies. \
      Without T also orphans that nothing attributes to a process.
      """,
    example: "spawn sh 'sleep 5 & echo up; wait' as t\nexpect t up\ntree t")

  private let words: [Word]
  private let isJSON: Bool

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    isJSON = arguments.takeLastKeyword("json")
    words = arguments.takeAll()
  }

  func run(in session: Session) throws(Failure) {
    let processes =
      try words.isEmpty
      ? session.concerned(with: session.everyone) : session.targets(words).processes
    session.look()
    for process in processes where process.isStarted {
      let family = session.engine.descendants(of: process.id)
      if isJSON {
        session.record(json(process, family, in: session))
        continue
      }
      if family.isEmpty, process.isEnded, words.isEmpty { continue }
      session.record(root(process, in: session))
      for line in FamilyTree(family, root: process.observed.pid).lines {
        session.record(line)
      }
    }
    if words.isEmpty, !isJSON { showStrangers(in: session) }
    session.tellOfBlindness()
  }

  private func root(_ process: Process, in session: Session) -> RecordLine {
    RecordLine(row: [
      .init("\(process.label)  pid "), .init(process.observed.pid.map { "\($0)" } ?? "-", .pid),
      .init("  \(session.lookedAtState(of: process))  \(escapedForDisplay(process.command))"),
    ])
  }

  private func showStrangers(in session: Session) {
    let strangers = session.engine.unattributedOrphans()
    guard !strangers.isEmpty else { return }
    session.record("orphan of ?")
    for line in FamilyTree(strangers, root: nil).lines { session.record(line) }
  }

  private func json(_ process: Process, _ family: [Descendant], in session: Session) -> JSON {
    let members = family.map { member in
      JSON(object: [
        ("pid", Value.pid(member.pid).json), ("ppid", Value.pid(member.parent).json),
        ("pgid", Value.pid(member.group).json), ("sid", Value.pid(member.session).json),
        ("state", JSON(string: String(member.state))), ("command", JSON(string: member.command)),
        ("orphan", Value.boolean(member.isOrphan).json),
      ])
    }
    return JSON(object: [
      ("process", JSON(string: process.label)),
      ("pid", (process.observed.pid.map { Value.pid($0) } ?? .none).json),
      ("state", JSON(string: session.lookedAtState(of: process))),
      ("descendants", JSON(array: members)),
    ])
  }
}

/// Draws descendants as branches: each below its parent, orphans below the root.
struct FamilyTree {
  private let childrenByParent: OrderedDictionary<Int32, [Descendant]>

  private static let top: Int32 = 0

  init(_ family: [Descendant], root: Int32?) {
    let pids = Set(family.map(\.pid))
    childrenByParent = OrderedDictionary(grouping: family) { member in
      !member.isOrphan && pids.contains(member.parent) ? member.parent : FamilyTree.top
    }
  }

  var lines: [RecordLine] { branches(of: FamilyTree.top, margin: "") }

  private func branches(of parent: Int32, margin: String) -> [RecordLine] {
    let children = childrenByParent[parent] ?? []
    return children.enumerated().flatMap { index, child -> [RecordLine] in
      let isLast = index == children.count - 1
      let line = RecordLine(row: [
        .init("\(margin)\(isLast ? "└─" : "├─") pid "), .init("\(child.pid)", .pid),
        .init("  \(escapedForDisplay(child.command))\(remarks(child))"),
      ])
      return [line] + branches(of: child.pid, margin: margin + (isLast ? "   " : "│  "))
    }
  }

  /// What is worth a word: whether it runs or sleeps is not, since that changes by the moment.
  private func remarks(_ member: Descendant) -> String {
    var remarks: [String] = []
    if member.isOrphan { remarks.append("orphan") }
    if member.isZombie { remarks.append("zombie") }
    if member.state == "T" || member.state == "t" { remarks.append("paused") }
    return remarks.isEmpty ? "" : "  " + remarks.joined(separator: ", ")
  }
}
