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

  @Test func `NO_COLOR and set colour are respected`() throws {
    let terminal = try PromptTerminal(environment: ["NO_COLOR": "1"])
    try terminal.run("new true as t")
    #expect(!(try row(terminal, "tremble x").contains("\u{1b}")))
    try terminal.press("C-u")
    try terminal.run("set colour on")
    #expect(try row(terminal, "tremble x").contains("\(Self.red)tremble"))
    try terminal.press("C-u")
    try terminal.run("set colour off")
    #expect(!(try row(terminal, "tremble x").contains(Self.red)))
  }

  @Test func `a dumb terminal gets plain lines`() throws {
    let terminal = try PromptTerminal(environment: ["TERM": "dumb"])
    try terminal.enter("spawn sh 'echo hello; sleep 60' as t")
    try terminal.see("t: hello")
    try terminal.enter("stop t; print done")
    try terminal.see("\ndone\n")
    #expect(!(try terminal.styledScreen.contains("\u{1b}")))
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
