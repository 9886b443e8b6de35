import Foundation
import Testing

/// The prompt as a job of a shell: stopped, in the background, killed there, and back in front.
@Suite(.serialized) struct PromptJobTests {
  /// What a shell runs until it has no job left, or none but stopped ones.
  private static let untilGone =
    "until [ -z \"$(jobs -r -s)\" ]; do sleep 0.05; done; echo gone | tr a-z A-Z"
  private static let untilStopped =
    "until [ -n \"$(jobs -s)\" ]; do sleep 0.05; done; echo at rest | tr a-z A-Z"

  /// The number of a process that the screen tells of.
  private func pid(_ handle: String, in shown: String) throws -> Int32 {
    let rest = try #require(shown.components(separatedBy: "\(handle) started, pid ").last)
    return try #require(Int32(rest.prefix { $0.isNumber }))
  }

  /// The program in the terminal, and the session below it.
  private func halves(_ terminal: PromptTerminal) throws -> (keeper: Int32, session: Int32) {
    let keeper = try #require(try terminal.pidOfProgram)
    let children = try String(
      contentsOfFile: "/proc/\(keeper)/task/\(keeper)/children", encoding: .utf8)
    let session = children.split(separator: " ").compactMap { Int32($0) }.first
    return (keeper, try #require(session))
  }

  @Test(arguments: ["kill", "kill -HUP"])
  func `kill ends a prompt that is stopped, and all that it started`(_ how: String) throws {
    let terminal = try PromptTerminal.shell()
    try terminal.run("spawn sh 'trap \"\" HUP; echo up; exec sleep 60' as t")
    let child = try pid("t", in: try terminal.see("t: up"))
    try terminal.type("print half")
    try terminal.seeAtEnd("print half")
    try terminal.press("C-z")
    try terminal.see("Stopped")
    try terminal.enter("clear; stty -g >before")
    try terminal.wait("a clear screen") { $0 == "$" }
    try terminal.enter("\(how) %1; \(Self.untilGone)")
    try terminal.see("\nGONE\n")
    #expect(kill(child, 0) == -1)
    try terminal.enter("stty -g | cmp - before && echo untouched | tr a-z A-Z")
    let shown = try terminal.see("\nUNTOUCHED\n")
    #expect(!shown.contains("proclab 1▸"))
  }

  @Test func `kill ends a prompt that is stopped amid a wait, or again by bg`() throws {
    let terminal = try PromptTerminal.shell()
    try terminal.enter("spawn sleep 60 as t; join t")
    try terminal.see("waiting for t to end")
    try terminal.press("C-z")
    try terminal.see("Stopped")
    try terminal.enter("bg; \(Self.untilStopped)")
    try terminal.see("\nAT REST\n")
    try terminal.enter("kill %1; \(Self.untilGone)")
    try terminal.see("\nGONE\n")
  }

  @Test(arguments: ["xterm-256color", "dumb"])
  func `a prompt that was started in the background waits for the terminal`(_ term: String) throws {
    let terminal = try PromptTerminal(running: "bash --norc --noprofile -i")
    try terminal.see("$")
    try terminal.enter("TERM=\(term) \(BuiltTool.path) & \(Self.untilStopped)")
    try terminal.see("\nAT REST\n")
    try terminal.enter("kill %1; \(Self.untilGone)")
    try terminal.see("\nGONE\n")
    try terminal.enter("clear; TERM=\(term) \(BuiltTool.path) & \(Self.untilStopped)")
    try terminal.see("\nAT REST\n")
    #expect(!(try terminal.screen.contains("proclab 0▸")))
    try terminal.enter("fg")
    try terminal.seeAtEnd("proclab 0▸")
    try terminal.enter("print awake")
    try terminal.see("\nawake\n")
  }

  /// Who is stopped by SIGSTOP hears nothing of it; the shell has the terminal until `fg`.
  @Test(arguments: [true, false])
  func `fg draws the line again, whichever half was stopped unasked`(_ isKeeper: Bool) throws {
    let terminal = try PromptTerminal.shell()
    let (keeper, session) = try halves(terminal)
    try terminal.type("print half")
    try terminal.seeAtEnd("print half")
    kill(isKeeper ? keeper : session, SIGSTOP)
    try terminal.see("Stopped")
    try terminal.enter("clear; fg")
    try terminal.seeAtEnd("proclab\nproclab 0▸ print half")
    try terminal.type("-done")
    try terminal.press("Enter")
    try terminal.see("\nhalf-done\n")
  }
}
