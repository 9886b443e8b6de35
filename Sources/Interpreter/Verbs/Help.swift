import Language

/// `help [VERB]`
struct Help: Verb {
  static let manual = Manual(
    "help", .session, ["help [VERB]"], "all verbs, or all about one",
    detail: "",
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

/// The help of one verb: forms, what it does, an example.
package func helpLines(_ manual: Manual) -> [String] {
  var lines = manual.forms
  lines.append("  \(manual.summary)")
  if !manual.detail.isEmpty { lines += wrapped(manual.detail, to: 76).map { "  \($0)" } }
  lines.append("example:")
  lines += manual.example.split(separator: "\n").map { "  \($0)" }
  return lines
}

/// One screen that names every verb, by kind.
package var overviewLines: [String] {
  var lines = [
    "One line spawns, signals or joins real processes. T is a handle, a name, a glob,",
    "a set, last, all or alive.", "",
  ]
  for group in Manual.Group.allCases {
    let names = verbs.filter { $0.manual.group == group }.map { $0.name }
    lines.append(padded(group.rawValue, to: 9) + names.joined(separator: "  "))
  }
  lines += [
    "", "spawn sleep 3 as t     start a process, and call it t",
    "t   t.exitcode         what is known of it: " + "state alive exitcode took …",
    "terminate t; join t    ask it to end, and wait until it has",
    "", "help VERB tells all about one. Ctrl-D ends the session and what it started.",
  ]
  return lines
}

/// Breaks a text at blanks into lines of at most so many columns.
func wrapped(_ text: String, to width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ") {
    if !line.isEmpty, displayWidth(line) + 1 + displayWidth(word) > width {
      lines.append(line)
      line = ""
    }
    line += line.isEmpty ? String(word) : " \(word)"
  }
  return line.isEmpty ? lines : lines + [line]
}
