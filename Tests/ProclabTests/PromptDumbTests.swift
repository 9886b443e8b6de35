import Foundation
import Testing

/// A terminal that no editor can use: plain lines, nothing amid them, and nothing ever taken back.
@Suite(.serialized) struct PromptDumbTests {
  private func terminal() throws -> PromptTerminal {
    try PromptTerminal(environment: ["TERM": "dumb"])
  }

  private static let greeting = "proclab 0.1.0: help tells the language, Ctrl-D ends"

  @Test func `it gets no escape code`() throws {
    let terminal = try terminal()
    try terminal.enter("spawn sh 'echo hello; sleep 60' as t; expect t hello")
    try terminal.see("t: hello")
    try terminal.enter("stop t; print done")
    try terminal.see("\ndone\n")
    #expect(!(try terminal.styledScreen.contains("\u{1b}")))
  }

  @Test func `a notice waits for the end of the line that is typed, an empty one too`() throws {
    let terminal = try terminal()
    let child = "until [ -e go ]; do sleep 0.02; done; echo hello; touch gone"
    try terminal.run("spawn sh '\(child)' as t")
    try terminal.type("print whole")
    try terminal.seeAtEnd("print whole")
    try Data().write(to: terminal.folder.appending(path: "go"))
    let gone = terminal.folder.appending(path: "gone").path
    try terminal.wait("the child") { _ in FileManager.default.fileExists(atPath: gone) }
    try terminal.type("-line")
    try terminal.seeAtEnd("print whole-line")
    try terminal.press("Enter")
    let shown = try terminal.see("\nwhole-line\nproclab ")
    #expect(shown.contains("print whole-line\nt: hello\n"), "\(shown)")
    try terminal.run("spawn sh 'echo again' as u")
    try terminal.wait("an empty line's notices") { shown in
      try terminal.press("Enter")
      return shown.contains("\nu: again\nu stopped after ")
    }
  }

  @Test func `Ctrl-C shows once, and what follows begins a line`() throws {
    let terminal = try terminal()
    try terminal.type("print ab")
    try terminal.seeAtEnd("print ab")
    try terminal.press("C-c")
    try terminal.seeAtEnd("\(Self.greeting)\nproclab 0▸ print ab^C\nproclab 0▸")
    try terminal.enter("print go; sleep 60; print never")
    try terminal.see("\ngo")
    try terminal.press("C-c")
    try terminal.seeAtEnd("print never\ngo\n^C\nerror: interrupted\nproclab 0▸")
  }

  @Test func `Ctrl-D leaves a row of its own to the shell`() throws {
    let terminal = try PromptTerminal(running: "bash --norc --noprofile -i")
    try terminal.see("$")
    try terminal.enter("clear; TERM=dumb \(BuiltTool.path)")
    try terminal.seeAtEnd("proclab 0▸")
    try terminal.press("C-d")
    try terminal.seeAtEnd("\(Self.greeting)\nproclab 0▸ ^D\n$")
  }
}
