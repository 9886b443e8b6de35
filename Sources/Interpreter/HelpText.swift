import Language

/// The help of one verb: forms, what it does, an example.
package func helpLines(_ manual: Manual) -> [String] {
  var lines = manual.forms
  lines.append("  \(manual.summary)")
  if !manual.detail.isEmpty { lines += wrapped(manual.detail, to: 76).map { "  \($0)" } }
  if manual.takesOptions { lines.append("  'help with' lists the options.") }
  lines.append("example:")
  lines += manual.example.split(separator: "\n").map { "  \($0)" }
  return lines
}

extension Manual {
  /// Whether one of its forms has options behind `with`.
  package var takesOptions: Bool { forms.contains { $0.contains("OPTION") } }
}

extension LaunchOption.Kind {
  /// The option as it is written.
  package var heading: String { form.isEmpty ? name : "\(name) \(form)" }
}

/// One screen that names every verb, by kind.
package var overviewLines: [String] {
  var lines = [
    "One line spawns, signals or joins real processes. T is a handle, a name, a glob",
    "(w*), a set, last, all or alive; D is a duration: 300ms, 2s, 1m.", "",
  ]
  for group in Manual.Group.allCases {
    let names = verbs.filter { $0.manual.group == group }.map { $0.name }
    lines.append(padded(group.rawValue, to: 9) + names.joined(separator: "  "))
  }
  lines += [
    "",
    "spawn sleep 3 as t       start a process, and call it t",
    "spawn sh 'exit 3' as u   through a shell: pipes, variables and globs are its own",
    "t   t.exitcode   show t  what is known of it, and everything about it",
    "terminate t; join t      ask it to end, and wait until it has",
    "print {t.name} {t.took}  braces put what is known into words", "",
    "help VERB tells more; so do help \(HelpTopic.all.map(\.name).joined(separator: ", ")).",
    "Tab completes, Ctrl-R searches what was typed, Right takes the suggestion.",
    "Ctrl-C cancels a wait; Ctrl-D ends the session and what it started.",
    "The number at the prompt is how many processes are alive.",
  ]
  return lines
}

/// All verbs as a table in Markdown, for the README.
package var verbTableLines: [String] {
  var rows = ["| | form | what it does |", "|---|---|---|"]
  for group in Manual.Group.allCases {
    for (index, verb) in verbs.filter({ $0.manual.group == group }).enumerated() {
      let forms = verb.manual.forms.map { "`\($0)`" }.joined(separator: "<br>")
      let cells = [index == 0 ? group.rawValue : "", forms, verb.manual.summary]
      rows.append("| \(cells.map(\.escapingBars).joined(separator: " | ")) |")
    }
  }
  return rows
}

extension String {
  /// A bar would end a cell of a table, even in code.
  fileprivate var escapingBars: String { map { $0 == "|" ? "\\|" : String($0) }.joined() }
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
