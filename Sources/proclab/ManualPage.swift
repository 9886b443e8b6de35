import ArgumentParser
import Interpreter

/// The manual page, in roff with the macros of man(7): what help tells, and what the tool is.
enum ManualPage {
  /// The whole page.
  static var text: String {
    let sections = [
      heading, synopsis, commands, prompt, verbSections, options, environment, ending,
    ]
    return sections.joined(separator: "\n") + "\n"
  }

  private static var heading: String {
    """
    .TH PROCLAB 1 "" "proclab \(Proclab.version)" "User Commands"
    .SH NAME
    proclab \\- \(escaped(Proclab.configuration.abstract))
    """
  }

  private static let synopsis = """
    .SH SYNOPSIS
    .B proclab
    .br
    .B proclab
    .I FILE
    .RI [ ARG ...]
    .br
    .B proclab \\-c
    .I STATEMENTS
    .br
    .B proclab
    .I COMMAND
    .RI [ OPTION ...]
    """

  private static var commands: String {
    let shown = Proclab.configuration.subcommands.filter { $0.configuration.shouldDisplay }
    let items = shown.map { command in
      item(command.configuration.commandName ?? "", command.configuration.abstract)
    }
    return """
      .SH COMMANDS
      \(escaped(Proclab.configuration.discussion))
      \(items.joined(separator: "\n"))
      .PP
      .B proclab help
      .I COMMAND
      tells all options of one.
      """
  }

  private static let prompt = """
    .SH PROMPT
    The prompt shows how many processes are alive. What children write and how they end appears \
    above the line that is being typed. Tab completes, Right or End takes the suggestion, Up and \
    Down recall what begins as the line does, Ctrl\\-R searches. A line that is not complete goes \
    on until it is. Ctrl\\-_ takes an edit back. Ctrl\\-C cancels the line or the wait, Ctrl\\-Z suspends the session while its \
    children go on, Ctrl\\-D ends it and all that it started.
    .TP
    .B bind
    shows and sets keys, as in
    .BR editrc (5);
    .B bind \\-v
    makes them vi's.
    """

  private static var verbSections: String {
    let groups = Manual.Group.allCases.map { group in
      let entries = verbs.filter { $0.manual.group == group }.map { entry($0.manual) }
      return ([".SS \(escaped(group.rawValue))"] + entries).joined(separator: "\n")
    }
    return """
      .SH VERBS
      .I T
      is a handle, a name, a glob, a set, last, all or alive;
      .I D
      is a duration such as 300ms or 2s;
      .I CMD
      is a program with its arguments, run as written.
      \(groups.joined(separator: "\n"))
      """
  }

  private static func entry(_ manual: Manual) -> String {
    let forms = manual.forms.map { ".B \"\(quoted($0))\"" }
    let heads = [".TP", forms[0]] + forms.dropFirst().flatMap { [".TQ", $0] }
    let detail = manual.detail.isEmpty ? "" : " \(escaped(manual.detail))"
    let example = manual.example.split(separator: "\n").map { escaped(String($0)) }
    return
      (heads + [escaped(manual.summary) + "." + detail, ".RS", ".PP", ".EX"] + example
      + [".EE", ".RE"]).joined(separator: "\n")
  }

  private static var options: String {
    let items = LaunchOption.kinds.map { item($0.heading, $0.summary) }
    return """
      .SH OPTIONS OF WITH
      Separated by a comma at the end of a word.
      \(items.joined(separator: "\n"))
      .SH ATTRIBUTES
      Behind the dot of a value:
      .BR \(Attribute.allCases.map { "\"\($0.rawValue) \"" }.joined(separator: " \"\" "))
      """
  }

  private static var environment: String {
    let items = [
      item("NO_COLOR", "when not empty, no colour is used unless 'set colour on' asks for it"),
      item("TERM", "a dumb terminal gets plain lines"),
      item("EDITRC", "the editor's configuration instead of ~/.editrc"),
      item("XDG_STATE_HOME", "where proclab/history is kept; by default ~/.local/state"),
    ]
    return ([".SH ENVIRONMENT"] + items).joined(separator: "\n")
  }

  private static var ending: String {
    let items = [
      ("0", "all as expected"), ("1", "an expectation, a check or a statement failed"),
      ("2", "malformed file or usage"), ("3", "a timeout, a process not joined, or a fault"),
      ("77", "skipped"), ("130", "interrupted"),
    ].map { item($0.0, $0.1) }
    return
      ([".SH EXIT STATUS"] + items
      + [".SH SEE ALSO", ".BR editrc (5),", ".BR signal (7),", ".BR setrlimit (2)"])
      .joined(separator: "\n")
  }

  private static func item(_ term: String, _ text: String) -> String {
    ".TP\n.B \"\(quoted(term))\"\n\(escaped(text))"
  }

  private static func quoted(_ text: String) -> String {
    escaped(text).map { $0 == "\"" ? "\\(dq" : String($0) }.joined()
  }

  /// A text in which roff finds nothing to obey, and a hyphen can be copied as it is typed.
  private static func escaped(_ text: String) -> String {
    let body = text.map { character in
      switch character {
      case "\\": "\\e"
      case "-": "\\-"
      case "'": "\\(aq"
      case "`": "\\(ga"
      case "^": "\\(ha"
      case "~": "\\(ti"
      default: String(character)
      }
    }.joined()
    return body.hasPrefix(".") ? "\\&" + body : body
  }
}

/// `proclab manual`: what `make manual` writes.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "The manual page, as roff.", shouldDisplay: false)

  @Flag(help: "The table of verbs for the README instead, as Markdown.")
  var verbs = false

  func run() {
    let writer = Writer(1)
    if verbs { writer.lines(verbTableLines) } else { writer.text(ManualPage.text) }
    writer.flush()
  }
}
