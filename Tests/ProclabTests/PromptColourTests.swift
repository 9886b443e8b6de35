import Foundation
import Testing

/// Colours while a line is typed, and none where none are wanted.
@Suite(.serialized) struct PromptColourTests {
  private static let red = "\u{1b}[31m"
  private static let green = "\u{1b}[32m"
  private static let cyan = "\u{1b}[36m"
  private static let bold = "\u{1b}[1m"

  /// The row of the prompt with its escape codes, once it shows a text.
  private func row(_ terminal: PromptTerminal, _ text: String) throws -> String {
    try terminal.press("C-u")
    try terminal.type(text)
    try terminal.wait(text) { $0.hasSuffix(text) }
    return String(try terminal.styledScreen.split(separator: "\n").last ?? "")
  }

  @Test func `verbs, handles and strings have theirs, what nobody knows is red before Enter`()
    throws
  {
    let terminal = try PromptTerminal()
    try terminal.run("new true as t")
    #expect(try row(terminal, "print 'a b' x").contains("\(Self.bold)print"))
    #expect(try row(terminal, "print 'a b' x").contains("\(Self.green)'a b'"))
    #expect(try row(terminal, "start t x").contains("\(Self.cyan)t"))
    #expect(try row(terminal, "tremble x").contains("\(Self.red)tremble"))
    #expect(try row(terminal, "start zz x").contains("\(Self.red)zz"))
    // What may still become a verb or a handle is not marked, and what this line binds is known.
    #expect(!(try row(terminal, "term").contains(Self.red)))
    #expect(!(try row(terminal, "spawn true as u; join u x").contains("\(Self.red)u")))
    // A line that is still open is coloured as well.
    #expect(try row(terminal, "tremble x; print \"a").contains("\(Self.red)tremble"))
  }

  @Test func `what stands in braces is a handle, or red before Enter`() throws {
    let terminal = try PromptTerminal()
    try terminal.run("new true as t")
    #expect(try row(terminal, "print {nope} x").contains("\(Self.red){nope}"))
    #expect(try row(terminal, "print {t} x").contains("\(Self.cyan){t}"))
    #expect(try row(terminal, "kill {t.nope} x").contains("\(Self.red){t.nope}"))
    let quoted = try row(terminal, "print \"a {zz} {t.pid} b\" x")
    #expect(quoted.contains("\(Self.green)\"a "))
    #expect(quoted.contains("\(Self.red){zz}"))
    #expect(quoted.contains("\(Self.cyan){t.pid}"))
    #expect(quoted.contains("\(Self.green) b\""))
    #expect(try row(terminal, "print '{zz}' x").contains("\(Self.green)'{zz}'"))
    // What the line itself binds, and the folders, which are not made for that.
    let loop = try row(terminal, "for v in 1 { print {v} {w} {dir} {here}")
    #expect(loop.contains("\(Self.cyan){v}") && loop.contains("\(Self.red){w}"))
    #expect(loop.contains("\(Self.cyan){dir}") && loop.contains("\(Self.cyan){here}"))
  }

  /// Rows with their codes, from the last that shows a text.
  private func rows(_ terminal: PromptTerminal, from text: String) throws -> [String] {
    let rows = try terminal.styledScreen.split(separator: "\n").map(String.init)
    return Array(rows[(rows.lastIndex { $0.contains(text) } ?? 0)...])
  }

  @Test func `the first line tells a newcomer what to do`() throws {
    let terminal = try PromptTerminal()
    let greeting = "proclab 0.1.0: help tells the language, Tab completes, Ctrl-D ends"
    #expect(try terminal.screen == "\(greeting)\nproclab 0▸")
    #expect(try terminal.styledScreen.hasPrefix("\u{1b}[2m\(greeting)"))
    let dumb = try PromptTerminal(environment: ["TERM": "dumb"])
    #expect(
      try dumb.screen == "proclab 0.1.0: help tells the language, Ctrl-D ends\nproclab 0▸")
  }

  @Test func `of an error its message stands out, and its caret`() throws {
    let terminal = try PromptTerminal()
    try terminal.run("set tim 5s")
    let rows = try rows(terminal, from: "error:")
    let (red, bold, dim) = ("\u{1b}[31m", "\u{1b}[1m", "\u{1b}[2m")
    #expect(rows[0].contains("\(red)error:"))
    #expect(try #require(rows[0].split(separator: "error:").last).contains(bold))
    #expect(rows[1].hasSuffix("  set tim 5s") && rows[1].contains("2m"), "\(rows)")
    #expect(rows[2].hasSuffix("^^^") && rows[2].contains("31m"), "\(rows)")
    #expect(!rows[3].contains(bold) && !rows[3].contains(red) && !rows[3].contains(dim))
    // What only reads like one is as it was printed.
    try terminal.run("print error: x")
    #expect(try self.rows(terminal, from: "error: x")[0] == "error: x")
  }

  @Test func `what a process wrote is plain behind its tag, what is told of it dim`() throws {
    let terminal = try PromptTerminal()
    try terminal.run("spawn sh 'echo 日本; echo oops >&2' as t")
    try terminal.see("t stopped")
    let shown = try terminal.styledScreen
    #expect(shown.contains("\u{1b}[2mt started, pid "))
    #expect(shown.contains(#/t: \e\[0m(\e\[39m|\e\[49m)*日本\n/#), "\(shown)")
    #expect(shown.contains(#/\e\[2mt err: \e\[0m(\e\[39m|\e\[49m)*oops\n/#), "\(shown)")
    #expect(shown.contains("\u{1b}[2mt stopped after "))
    try terminal.run("set tags off")
    try terminal.run("spawn echo bare as u")
    try terminal.see("u stopped")
    #expect(try rows(terminal, from: "bare")[0].hasPrefix("\u{1b}[0m"))
  }

  @Test func `NO_COLOR and set colour are respected`() throws {
    let terminal = try PromptTerminal(environment: ["NO_COLOR": "1"])
    try terminal.run("tremble")
    try terminal.run("spawn echo hello as e")
    try terminal.see("e stopped")
    #expect(!(try terminal.styledScreen.contains("\u{1b}")))
    try terminal.run("new true as t")
    #expect(!(try row(terminal, "tremble x").contains("\u{1b}")))
    try terminal.press("C-u")
    try terminal.run("set colour on")
    #expect(try row(terminal, "tremble x").contains("\(Self.red)tremble"))
    try terminal.press("C-u")
    try terminal.run("set colour off")
    try terminal.run("quiver")
    #expect(!(try rows(terminal, from: "'quiver' is not")[0].contains("31m")))
    #expect(!(try row(terminal, "tremble x").contains(Self.red)))
  }

  @Test func `without a terminal there is no prompt, no notice and no escape code`() throws {
    let tool = try ToolProcess([])
    let shown = try tool.run("spawn echo hello as t\njoin t\nt")
    #expect(shown == "t: hello\n<Process(Process-1, stopped)>")
    let run = try tool.finish()
    #expect(run.status == 0)
    #expect(!(run.output + run.error).contains { "▸\u{1b}".contains($0) })
  }
}
