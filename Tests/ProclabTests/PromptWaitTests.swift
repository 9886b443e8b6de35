import Foundation
import Testing

/// Long waits show life, and floods stay calm.
@Suite(.serialized) struct PromptWaitTests {
  @Test func `the prompt counts what is alive`() throws {
    let terminal = try PromptTerminal()
    try terminal.run("spawn sleep 60 as w x3")
    try terminal.seeAtEnd("proclab 3▸")
    try terminal.run("stop w.1")
    try terminal.seeAtEnd("proclab 2▸")
  }

  @Test func `a wait tells what it waits for, since when and how far it is`() throws {
    let terminal = try PromptTerminal()
    try terminal.run("spawn sh 'until [ -e go ]; do sleep 0.02; done' as t")
    try terminal.run("spawn sh 'until [ -e on ]; do sleep 0.02; done' as u")
    try terminal.enter("join t u")
    try terminal.seeAtEnd("\nwaiting for 2 of 2 processes to end, 1s")
    let row = try terminal.styledScreen.split(separator: "\n").last { $0.contains("waiting") }
    #expect(row?.contains("\u{1b}[2m") == true)
    try Data().write(to: terminal.folder.appending(path: "go"))
    try terminal.see("\nwaiting for u, the last of 2, to end, ")
    try Data().write(to: terminal.folder.appending(path: "on"))
    let shown = try terminal.wait("the prompt") { $0.hasSuffix("\nproclab 0▸") }
    #expect(!shown.contains("waiting"))
  }

  @Test func `a loop of short waits tells its rounds`() throws {
    let terminal = try PromptTerminal()
    try terminal.enter("repeat 1000 { sleep 20ms }")
    try terminal.see("of 1,000")
    try terminal.wait("a later round") { shown in
      let row = shown.split(separator: "\n").last ?? ""
      return row.hasPrefix("round ") && row.hasSuffix("2s")
    }
    try terminal.press("C-c")
    try terminal.seeAtEnd("error: interrupted\nproclab 0▸")
    #expect(!(try terminal.screen.contains("round")))
  }

  @Test func `what took its row by and by is not left among what has scrolled away`() throws {
    let terminal = try PromptTerminal(rows: 15)
    try terminal.press("C-l")
    try terminal.enter("sleep 60")
    try terminal.see("waiting for 60.0s to pass, 1s")
    try terminal.resize(columns: 20, rows: 15)
    try terminal.wait("a narrow row") { $0.hasSuffix("waiting for 60.0s t") }
    try terminal.resize(columns: 90, rows: 15)
    try terminal.see("waiting for 60.0s to pass, 3s")
    try terminal.press("C-c")
    try terminal.seeAtEnd("error: interrupted\nproclab 0▸")
    let rows = try terminal.allRows
    #expect(!rows.contains("waiting"), "\(rows)")
  }

  @Test func `nothing of it reaches a pipe`() throws {
    let tool = try ToolProcess([])
    #expect(try tool.run("sleep 1.2") == "")
    #expect(try tool.finish().error == "")
  }

  @Test func `a flood is told in a line`() throws {
    let terminal = try PromptTerminal()
    try terminal.run("spawn yes as y")
    try terminal.see(" more lines, see output y")
    try terminal.run("print calm")
    try terminal.see("\ncalm\n")
    try terminal.run("stop y")
    let shown = try terminal.see("y stopped[SIGTERM]")
    // What was only counted is not painted when it is revealed either.
    #expect(!shown.components(separatedBy: "calm").suffix(1).joined().contains("y: y\n"))
  }

  @Test func `a loop that starts hundreds is told of in a line too`() throws {
    let terminal = try PromptTerminal()
    try terminal.enter("repeat 300 { spawn true as r; join r }; print over")
    try terminal.see("more notices, see events")
    try terminal.see("\nover\n")
  }
}
