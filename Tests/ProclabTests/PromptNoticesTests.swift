import Foundation
import Testing

/// What children do appears above the line that is being typed, wherever the cursor is.
@Suite(.serialized) struct PromptNoticesTests {
  /// A child that writes a line as soon as a file is there, so that a test says when.
  private func watch(_ terminal: PromptTerminal, _ handle: String, _ text: String) throws {
    try terminal.run(
      "spawn sh 'until [ -e go ]; do sleep 0.02; done; echo \(text)' as \(handle)")
    try terminal.see("\(handle) started")
  }

  private func go(_ terminal: PromptTerminal) throws {
    try Data().write(to: terminal.folder.appending(path: "go"))
  }

  @Test func `a notice leaves the line as it is, the cursor in the middle of it`() throws {
    let terminal = try PromptTerminal()
    try watch(terminal, "t", "hello")
    try terminal.type("print abc def")
    try terminal.press("Left", "Left", "Left", "Left")
    try terminal.seeAtEnd("print abc def")
    try go(terminal)
    try terminal.see("t stopped after")
    let shown = try terminal.seeAtEnd("\nproclab 0▸ print abc def")
    #expect(shown.contains("t: hello\nt stopped after"))
    #expect(try terminal.cursor.column == "proclab 0▸ print abc".count)
    try terminal.type("X")
    try terminal.press("Enter")
    try terminal.see("\nabcX def\n")
  }

  @Test func `a notice leaves a wrapped line of wide characters as it is`() throws {
    let terminal = try PromptTerminal(columns: 40)
    try watch(terminal, "t", "日本語")
    try terminal.type("print " + String(repeating: "日本語", count: 8))
    try terminal.press("Home")
    try terminal.see("日本語日本語")
    let before = try terminal.screen.split(separator: "\n").suffix(2).map { $0.dropFirst(10) }
    try go(terminal)
    try terminal.see("t: 日本語\nt stopped")
    let shown = try terminal.wait("the line") { $0.contains("proclab 0▸ print 日本語") }
    #expect(shown.split(separator: "\n").suffix(2).map { $0.dropFirst(10) } == before)
    try terminal.press("End", "Enter")
    try terminal.see("\n" + String(repeating: "日本語", count: 6) + "日本\n語" + "日本語")
  }

  @Test func `a notice stands above a whole block`() throws {
    let terminal = try PromptTerminal()
    try watch(terminal, "t", "hello")
    try terminal.enter("for x in 1 2 {")
    try terminal.type("  print {x}")
    try terminal.seeAtEnd("…   print {x}")
    try go(terminal)
    try terminal.see("t stopped")
    try terminal.see("t: hello\nt stopped")
    try terminal.seeAtEnd("for x in 1 2 {\n        …   print {x}")
    try terminal.press("Enter")
    try terminal.enter("}")
    try terminal.see("\n1\n2\n")
  }

  @Test func `a notice leaves a search as it is`() throws {
    let terminal = try PromptTerminal()
    try terminal.run("print first")
    try watch(terminal, "t", "hello")
    try terminal.press("C-r")
    try terminal.type("fir")
    try terminal.seeAtEnd("print first\nsearch: fir")
    try go(terminal)
    try terminal.see("t stopped")
    try terminal.seeAtEnd("proclab 0▸ print first\nsearch: fir")
  }

  @Test func `a notice comes while another process is waited for`() throws {
    let terminal = try PromptTerminal()
    try watch(terminal, "t", "hello")
    try terminal.run("spawn sleep 60 as u")
    try terminal.enter("join u")
    try terminal.see("waiting for u to end, ")
    try go(terminal)
    try terminal.see("t: hello\nt stopped")
    try terminal.press("C-c")
    try terminal.see("error: interrupted")
    #expect(!(try terminal.screen.contains("waiting for")))
  }

  @Test func `what a notice has shown is not painted again by a join`() throws {
    let terminal = try PromptTerminal()
    try terminal.run("spawn echo hello as t")
    try terminal.see("t stopped")
    try terminal.run("join t")
    try terminal.run("print after")
    let shown = try terminal.see("\nafter\n")
    #expect(shown.components(separatedBy: "t: hello").count == 2)
  }

  @Test func `what is typed ahead appears in the next line, not amid what is told`() throws {
    let terminal = try PromptTerminal()
    try terminal.run("spawn sh 'echo one; sleep 1.2; echo two' as t")
    try terminal.enter("join t")
    try terminal.type("print typed ahead")
    try terminal.see("t stopped")
    let shown = try terminal.seeAtEnd("proclab 0▸ print typed ahead")
    #expect(shown.components(separatedBy: "typed").count == 2)
  }
}
