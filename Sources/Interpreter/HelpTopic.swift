import Language

/// What help tells that is no verb.
package struct HelpTopic: Sendable {
  /// The word behind `help`.
  package let name: String
  /// What it tells; a screen at most.
  package let lines: [String]

  /// All of them, in the order in which the overview names them.
  package static let all = [with, targets, values, files, bind]

  /// Those that the overview names, and the kinds of verbs.
  package static var names: [String] { all.map(\.name) + Manual.Group.allCases.map(\.rawValue) }

  /// The lines of a word that is no verb, or nil where it is no topic either.
  static func lines(named name: String) -> [String]? {
    if let topic = all.first(where: { $0.name == name }) { return topic.lines }
    return Manual.Group(rawValue: name).map { group in
      let manuals = verbs.map { $0.manual }.filter { $0.group == group }
      let width = manuals.map { displayWidth($0.name) }.max() ?? 0
      return manuals.map { "\(padded($0.name, to: width))  \($0.summary)" }
    }
  }

  private static let with = HelpTopic(
    name: "with",
    lines: [
      "spawn CMD… as H with OPTION, OPTION, …", "  a comma at the end of a word separates them",
    ] + rows(LaunchOption.kinds.map { ($0.heading, $0.summary) }))

  private static let targets = HelpTopic(
    name: "targets",
    lines: ["T says which processes are meant; most verbs take several"]
      + rows([
        ("t", "a handle: what 'as t' has bound"),
        ("Process-3", "a name: the newest process that has it"),
        ("w", "a set: 'as w x8' has bound w.1 to w.8"), ("w.3", "one of its members"),
        ("w*", "a glob, over handles and names"),
        ("last", "created, or returned by 'join any', most recently"),
        ("all", "the current run of each handle, and what has none"),
        ("alive", "those of 'all' that are alive"),
      ]) + [
        "A signal goes to the whole tree, unless the line ends in 'only' or 'group'.",
        "A verb that does not fit one of 'all' or 'alive' passes it over.", "example:",
        "  spawn sleep 5 as w x3", "  terminate w.2 only", "  kill alive", "  join w",
      ])

  private static let values = HelpTopic(
    name: "values",
    lines: ["t prints a process, t.ATTRIBUTE what is known of it:"]
      + wrapped(Attribute.allCases.map(\.rawValue).joined(separator: " "), to: 76)
      .map { "  \($0)" } + [
        "In words and in \"…\", braces put it in; what is behind a colon aligns it."
      ]
      + rows([
        ("{t.pid}", "an attribute"),
        ("{t.name:>15}", "on the right of 15 columns; < left, ^ middle"),
        ("{dir} {here}", "a folder of the session; that of the file"),
        ("300ms 2s 1m", "durations; a bare number is seconds"), ("8K 200M", "sizes, in bytes"),
        ("INT sigint 2", "signals, in any spelling"),
      ]) + [
        "They are as the session last saw them: in a wait, or in a look such as ps.", "example:",
        "  run sh 'exit 3' as t", "  check t.exitcode == 3", "  print {t.name:>12} took {t.took}",
      ])

  private static let files = HelpTopic(
    name: "files",
    lines: [
      "A session file holds lines as they are typed, and behind | what they print."
    ]
      + rows([
        ("| text", "this line; {*} {pid} {dur} {num} {size} {time} fit what varies"),
        ("|~ REGEX", "a line, the whole of it"), ("|? text", "this line or nothing"),
        ("|...", "any lines"), ("|! text", "never this line"),
        ("|{  |}", "the lines between them in any order, each process's own in theirs"),
      ]) + [
        "save FILE writes what was typed here as such a file."
      ]
      + rows([
        ("proclab FILE", "shows it, line by line"), ("proclab step FILE", "lets you go through it"),
        ("proclab check FILE", "says whether it holds"),
        ("proclab bless FILE", "rewrites the expectations that don't"),
      ]))

  private static let bind = HelpTopic(
    name: "bind",
    lines: ["bind sets the keys of the prompt, as libedit does (editrc(5))"]
      + rows([
        ("bind", "all keys"), ("bind KEY COMMAND", "what a key does: bind ^G ed-clear-screen"),
        ("bind -s KEY TEXT", "what a key types"), ("bind -l", "all commands"),
        ("bind -v, bind -e", "keys as in vi, as in emacs"),
      ]) + ["Lines of ~/.editrc are read at the start."])

  private static func rows(_ entries: [(String, String)]) -> [String] {
    let width = entries.map { displayWidth($0.0) }.max() ?? 0
    return entries.map { "  \(padded($0.0, to: width))  \($0.1)" }
  }
}
