import Foundation
import Testing

/// Ctrl-C, Ctrl-D, Ctrl-Z and every other end; the terminal is as it was after each of them.
@Suite(.serialized) struct PromptEndTests {
  /// Waits for the shell, and asks it how its terminal is.
  private func expectCalmTerminal(
    _ terminal: PromptTerminal, _ location: SourceLocation = #_sourceLocation
  ) throws {
    try terminal.wait("the shell", location) { $0.hasSuffix("\n$") }
    try terminal.enter(
      "stty -a | grep -ow -e 'quit = [^;]*' -e '-\\?ixon' -e '-\\?echo' -e '-\\?icanon'"
        + " -e '-\\?isig' | tr '\\n' ' '")
    try terminal.see("quit = ^\\ ixon isig icanon echo", location)
    // Where pasted text is still marked, the shell's own marking would hide it: so by the bytes.
    #expect(!(try terminal.screen.contains("[200~")), sourceLocation: location)
  }

  /// The session of a terminal: the youngest tool below its shell.
  private func session(_ terminal: PromptTerminal) throws -> Int32 {
    try terminal.enter("print {here}")
    let tool = try #require(try terminal.pidOfProgram)
    let children = try String(
      contentsOfFile: "/proc/\(tool)/task/\(tool)/children", encoding: .utf8)
    return try #require(children.split(separator: " ").compactMap { Int32($0) }.first)
  }

  @Test func `Ctrl-C cancels the line, not the session`() throws {
    let terminal = try PromptTerminal()
    try terminal.type("print half")
    try terminal.see("print half")
    try terminal.press("C-c")
    try terminal.see("print half^C\nproclab 0▸")
    try terminal.run("print whole")
    try terminal.see("\nwhole\n")
  }

  @Test func `Ctrl-C cancels a wait and never a process`() throws {
    let terminal = try PromptTerminal()
    try terminal.run("spawn sleep 60 as t")
    try terminal.enter("join t; print never")
    try terminal.see("waiting for t to end")
    try terminal.press("C-c")
    try terminal.see("error: interrupted\nproclab 1▸")
    #expect(!(try terminal.screen.contains("\nnever")))
    #expect(!(try terminal.screen.contains("waiting")))
  }

  @Test func `Ctrl-C ends a loop that never waits`() throws {
    let terminal = try PromptTerminal()
    try terminal.enter("repeat 10000000 { print x }")
    try terminal.see("\nx\nx\nx\n")
    try terminal.see("of 10,000,000, ")
    try terminal.press("C-c")
    try terminal.seeAtEnd("x\nerror: interrupted\nproclab 0▸")
  }

  @Test func `Ctrl-D names and stops what is alive`() throws {
    let terminal = try PromptTerminal.shell()
    try terminal.run("spawn sleep 60 as a")
    try terminal.run("spawn sleep 60")
    try terminal.press("C-d")
    let shown = try terminal.see("stopping a, Process-2")
    #expect(shown.contains("proclab 2▸ ^D"))
    try terminal.see("Process-2 stopped[SIGTERM]")
    try terminal.see("a stopped[SIGTERM]")
    try expectCalmTerminal(terminal)
  }

  @Test func `the key that quits ends nothing, and Ctrl-S freezes nothing`() throws {
    let terminal = try PromptTerminal.shell()
    try terminal.press("C-\\", "C-s")
    try terminal.run("print one")
    try terminal.enter("sleep 60")
    try terminal.see("waiting for 60.0s")
    try terminal.press("C-\\", "C-s")
    try terminal.see(", 2s")
    try terminal.press("C-c")
    try terminal.seeAtEnd("error: interrupted\nproclab 0▸")
    try terminal.press("C-z")
    try terminal.see("Stopped")
    try expectCalmTerminal(terminal)
    try terminal.enter("fg")
    try terminal.seeAtEnd("proclab 0▸")
    try terminal.press("C-\\", "C-s")
    try terminal.run("print two")
    try terminal.see("\ntwo\n")
    try terminal.press("C-d")
    try expectCalmTerminal(terminal)
  }

  @Test func `Ctrl-D in a wait, and Ctrl-Space, are no keys`() throws {
    let terminal = try PromptTerminal()
    try terminal.enter("sleep 1.2")
    try terminal.see("waiting for 1.2")
    try terminal.press("C-d")
    try terminal.wait("the end of the wait") { $0.hasSuffix("sleep 1.2\nproclab 0▸") }
    try terminal.press("C-@")
    try terminal.type("print x")
    try terminal.press("C-@", "C-l")
    try terminal.wait("a clear screen") { $0 == "proclab 0▸ print x" }
    try terminal.press("Enter")
    try terminal.see("\nx\n")
  }

  @Test func `Ctrl-Z suspends, children go on, and fg brings the line back`() throws {
    let terminal = try PromptTerminal.shell()
    try terminal.run(
      "spawn sh 'echo up; until [ -e go ]; do sleep 0.02; done; touch gone; echo on' as t")
    try terminal.type("print half")
    try terminal.see("print half")
    try terminal.press("C-z")
    try terminal.see("Stopped")
    try expectCalmTerminal(terminal)
    try terminal.enter(
      "touch go; until [ -e gone ]; do sleep 0.02; done; echo child went on | tr a-z A-Z")
    try terminal.see("\nCHILD WENT ON")
    try terminal.enter("fg")
    try terminal.see("t: on\nt stopped after")
    try terminal.seeAtEnd("proclab 0▸ print half")
    try terminal.press("Enter")
    try terminal.see("\nhalf\n")
  }

  @Test func `Ctrl-Z is nothing where nobody could continue it`() throws {
    // Here the prompt is all that runs in the terminal: no shell waits for it.
    let terminal = try PromptTerminal()
    try terminal.type("print half")
    // The kernel throws away what was typed and not read when such a key is pressed.
    try terminal.see("print half")
    try terminal.press("C-z")
    try terminal.type("-done")
    try terminal.press("Enter")
    try terminal.see("\nhalf-done\n")
    try terminal.enter("sleep 60")
    try terminal.see("waiting for")
    try terminal.press("C-z")
    try terminal.press("C-c")
    try terminal.seeAtEnd("error: interrupted\nproclab 0▸")
  }

  @Test func `Ctrl-Z amid a wait leaves no trace of it`() throws {
    let terminal = try PromptTerminal.shell()
    try terminal.run("spawn sleep 60 as t")
    try terminal.enter("join t")
    try terminal.see("waiting for t to end")
    try terminal.press("C-z")
    let shown = try terminal.see("Stopped")
    #expect(!shown.contains("waiting for"))
    try expectCalmTerminal(terminal)
    try terminal.enter("fg")
    try terminal.see("waiting for t to end")
    try terminal.press("C-c")
    try terminal.see("error: interrupted")
  }

  @Test func `quit gives the terminal back`() throws {
    let terminal = try PromptTerminal.shell()
    try terminal.enter("quit")
    try expectCalmTerminal(terminal)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT, SIGKILL])
  func `the terminal is given back after a signal`(_ signal: Int32) throws {
    let terminal = try PromptTerminal.shell()
    let session = try session(terminal)
    try terminal.type("print half")
    try terminal.see("print half")
    kill(session, signal)
    try expectCalmTerminal(terminal)
  }

  /// Swift's runtime would print pages of it, and go on.
  @Test(arguments: [SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGFPE, SIGTRAP], [true, false])
  func `the signal of a crash ends keeper and session, whoever gets it`(
    _ signal: Int32, _ isKeeper: Bool
  ) throws {
    let terminal = try PromptTerminal.shell()
    let session = try session(terminal)
    let keeper = try #require(try terminal.pidOfProgram)
    try terminal.wait("the next line") { $0.contains("{here}\n") && $0.hasSuffix("\nproclab 0▸") }
    kill(isKeeper ? keeper : session, signal)
    let shown = try terminal.wait("the shell") { $0.hasSuffix("\n$") }
    #expect(!shown.contains("Backtrace") && !shown.contains("Thread 0"))
    try terminal.enter("echo status-$?")
    try terminal.see("\nstatus-\(128 + signal)\n")
    try expectCalmTerminal(terminal)
  }

  @Test func `behind a line whose session was killed begins a new one`() throws {
    let terminal = try PromptTerminal.shell()
    let session = try session(terminal)
    try terminal.run("print half typed")
    try terminal.type("print half")
    try terminal.seeAtEnd("proclab 0▸ print half typed")
    kill(session, SIGKILL)
    try terminal.see("proclab 0▸ print half\nKilled\n$")
  }

  @Test func `a signal amid a wait gives the terminal back`() throws {
    let terminal = try PromptTerminal.shell()
    let session = try session(terminal)
    try terminal.enter("sleep 60")
    try terminal.see("waiting for")
    kill(session, SIGTERM)
    try expectCalmTerminal(terminal)
  }
}
