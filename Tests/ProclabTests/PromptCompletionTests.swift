import Foundation
import Testing

/// Tab offers what fits the place.
@Suite(.serialized) struct PromptCompletionTests {
  /// A session with one of each: what runs, what is described, what has stopped, a worker.
  private func session() throws -> PromptTerminal {
    let terminal = try PromptTerminal()
    try terminal.run("worker greet echo hello")
    try terminal.run("spawn sleep 60 as alpha with stdin pipe")
    try terminal.run("new sleep 60 as beta")
    try terminal.run("run true as gamma")
    return terminal
  }

  /// What stands below the line once Tab has been pressed behind a text.
  private func offered(
    _ terminal: PromptTerminal, behind text: String, waitingFor last: String
  ) throws -> [String] {
    try terminal.press("C-u", "C-l")
    // Else what was offered before might be taken for what is waited for.
    try terminal.wait("a clear screen") { $0.hasPrefix("proclab ") && $0.hasSuffix("▸") }
    try terminal.type(text)
    try terminal.press("Tab")
    let shown = try terminal.see(last)
    let rows = shown.split(separator: "\n").map(String.init)
    let line = rows.lastIndex { $0.hasPrefix("proclab ") } ?? 0
    return Array(rows[(line + 1)...])
  }

  private func words(_ rows: [String]) -> Set<String> {
    Set(rows.dropFirst().compactMap { $0.split(separator: " ").first.map(String.init) })
  }

  @Test func `verbs come first, and a verb shows how it is used`() throws {
    let terminal = try session()
    try terminal.type("ter")
    try terminal.press("Tab")
    try terminal.seeAtEnd("proclab 1▸ terminate\nterminate T [only|group|tree]")
    let verbs = try offered(terminal, behind: "st", waitingFor: "figures over all runs")
    #expect(verbs.map { $0.prefix(5) } == ["start", "stats", "stop "])
  }

  @Test func `handles are those whose state the verb fits`() throws {
    let terminal = try session()
    let kill = try offered(terminal, behind: "kill ", waitingFor: "alpha  started")
    #expect(kill.first == "kill T [only|group|tree]")
    #expect(words(kill) == ["alive", "all", "alpha", "last"])
    #expect(kill.contains("alpha  started  sleep 60"), "\(kill)")
    let start = try offered(terminal, behind: "start ", waitingFor: "beta   initial")
    #expect(words(start) == ["alive", "all", "beta", "last"])
    let send = try offered(terminal, behind: "send ", waitingFor: "alpha  started")
    #expect(words(send) == ["alive", "all", "alpha", "last"])
    let forget = try offered(terminal, behind: "forget ", waitingFor: "gamma  stopped")
    #expect(!words(forget).contains("alpha"))
  }

  @Test func `signals come in the spelling that was begun`() throws {
    let terminal = try session()
    let rows = try offered(terminal, behind: "signal sigu", waitingFor: "sigusr2")
    #expect(rows == ["signal SIG T [only|group|tree]", "sigurg   sigusr1  sigusr2"])
    try terminal.type("sr1")
    try terminal.press("Tab")
    try terminal.press("C-u")
    try terminal.type("stop alpha with IN")
    try terminal.press("Tab")
    try terminal.seeAtEnd("stop alpha with INT")
  }

  @Test func `behind a keyword come only what it asks for, and the operators of a check`() throws {
    let terminal = try session()
    let signals = try offered(terminal, behind: "stop alpha with ", waitingFor: "XFSZ")
    #expect(!signals.dropFirst().joined(separator: " ").contains { $0.isLowercase && $0.isLetter })
    let operators = try offered(terminal, behind: "check gamma.exitcode ", waitingFor: "matches")
    #expect(
      operators == [
        "check VALUE [OP LITERAL]",
        "!=        <         <=        ==        >         >=        contains  matches",
      ])
    let values = try offered(
      terminal, behind: "check gamma.exitcode == ", waitingFor: "check VALUE")
    #expect(values == ["check VALUE [OP LITERAL]"])
  }

  @Test func `a program is completed before anything may follow it`() throws {
    let terminal = try PromptTerminal()
    try terminal.type("spawn slee")
    try terminal.press("Tab")
    try terminal.seeAtEnd("proclab 0▸ spawn sleep")
    try terminal.type("|")
    try terminal.seeAtEnd("proclab 0▸ spawn sleep |")
  }

  @Test func `a brace in a word begins the name of a value, that of a block nothing`() throws {
    let terminal = try session()
    let names = try offered(terminal, behind: "print {", waitingFor: "alpha")
    #expect(names == ["alpha  beta   dir    gamma  here   last"])
    let inside = try offered(terminal, behind: "print a{", waitingFor: "alpha")
    #expect(inside == names)
    let block = try offered(terminal, behind: "repeat 3 {", waitingFor: "tally")
    #expect(block == ["repeat N { … } [tally VALUE]"])
  }

  @Test func `an option tells how its value is written, a usage that is too long is cut`() throws {
    let terminal = try session()
    try terminal.type("spawn cat as c with cpu ")
    try terminal.seeAtEnd("with cpu\ncpu 1s: processor time, then XCPU")
    try terminal.press("C-u")
    try terminal.type("spawn cat as c with env A=1 ")
    try terminal.seeAtEnd("A=1\nenv A=1 …: added to its environment")
    try terminal.press("C-u")
    try terminal.type("expect ")
    try terminal.see("expect T [err] TEXT [within D] · expect T [err] matches REGEX [within D] · ")
    let usage = try terminal.lastRow
    #expect(usage.count == 89 && usage.hasSuffix("…"), "\(usage)")
  }

  @Test func `attributes stand behind the dot, in braces too`() throws {
    let terminal = try session()
    let rows = try offered(terminal, behind: "alpha.s", waitingFor: "alpha.sys")
    #expect(
      rows.joined(separator: " ").split(separator: " ").map(String.init).sorted() == [
        "alpha.shutdown", "alpha.sid", "alpha.signal", "alpha.state", "alpha.sys",
      ])
    try terminal.press("C-u")
    try terminal.type("print \"{gamma.exi")
    try terminal.press("Tab")
    try terminal.seeAtEnd("print \"{gamma.exitcode}")
  }

  @Test func `behind as come clauses, options and their values`() throws {
    let terminal = try session()
    try terminal.type("spawn cat as c wi")
    try terminal.press("Tab")
    let options = try offered(
      terminal, behind: "spawn cat as c with daemon, std", waitingFor: "stdout")
    #expect(words(options) == ["stderr", "stdin", "stdout"])
    try terminal.press("C-u")
    try terminal.type("spawn cat as c with stdin pi")
    try terminal.press("Tab")
    try terminal.seeAtEnd("with stdin pipe")
    #expect(!(try terminal.screen.contains("'with' needs")))
  }

  @Test func `commands are workers and programs, and words are files`() throws {
    let terminal = try session()
    try Data().write(to: terminal.folder.appending(path: "some file"))
    let programs = try offered(terminal, behind: "spawn gre", waitingFor: "grep")
    #expect(words(programs).isSuperset(of: ["greet", "grep"]))
    try terminal.press("C-u")
    try terminal.type("source some")
    try terminal.press("Tab")
    try terminal.seeAtEnd("source 'some file'")
    try terminal.press("C-u")
    try terminal.type("cd /et")
    try terminal.press("Tab")
    try terminal.seeAtEnd("cd /etc/")
  }

  @Test func `values of settings, and of the verb that after names`() throws {
    let terminal = try session()
    let rows = try offered(terminal, behind: "set colour ", waitingFor: "auto  off   on")
    #expect(rows.first == "set colour auto|on|off")
    try terminal.press("C-u")
    try terminal.type("after 1s term")
    try terminal.press("Tab")
    try terminal.type("alp")
    try terminal.press("Tab")
    try terminal.seeAtEnd("after 1s terminate alpha")
  }

  @Test func `a file whose name means something becomes a word that runs`() throws {
    let terminal = try PromptTerminal()
    for name in ["a'b.lab", "it's \"q\" {b} #c;d.lab", "w {x} \"y\";.lab"] {
      try "print \"ran \(name.prefix(1))\"".write(
        to: terminal.folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    for (begun, whole) in [
      ("a", "\"a'b.lab\""), ("it", "\"it's \\\"q\\\" \\{b} #c;d.lab\""),
      ("\"it's \\\"q", "\"it's \\\"q\\\" \\{b} #c;d.lab\""), ("w", "'w {x} \"y\";.lab'"),
    ] {
      try terminal.press("C-l")
      try terminal.type("source \(begun)")
      try terminal.press("Tab")
      try terminal.seeAtEnd("source \(whole)")
      try terminal.press("Enter")
      try terminal.see("\nran \(whole.dropFirst().first { $0 != "'" } ?? " ")\n")
    }
    try terminal.type("spawn cat as c with stdin a")
    try terminal.press("Tab")
    try terminal.seeAtEnd("with stdin \"a'b.lab\"")
  }

  @Test func `help is offered verbs and topics`() throws {
    let terminal = try PromptTerminal()
    try terminal.type("help ta")
    try terminal.press("Tab")
    try terminal.seeAtEnd("help targets")
    let offers = try offered(terminal, behind: "help s", waitingFor: "stdio")
    #expect(offers.first == "help [VERB|TOPIC]")
    let names = offers.dropFirst().joined(separator: " ").split(separator: " ").map(String.init)
    #expect(names.contains("spawn") && names.contains("session"), "\(offers)")
  }

  @Test func `a set is offered where one of its members fits, and a name beside its handle`() throws
  {
    let terminal = try PromptTerminal()
    try terminal.run("spawn sleep 60 as a with name first; spawn sleep 60 as b; pause b")
    try terminal.run("spawn sleep 60 as w x2; new true as v x2")
    let resume = try offered(terminal, behind: "resume ", waitingFor: "b      paused")
    #expect(words(resume) == ["alive", "all", "b", "last"])
    let pause = try offered(terminal, behind: "pause ", waitingFor: "w.2    started")
    #expect(words(pause) == ["a", "alive", "all", "first", "last", "w", "w.1", "w.2"])
    #expect(pause.contains("first  started  sleep 60"), "\(pause)")
    let start = try offered(terminal, behind: "start ", waitingFor: "v.2    initial")
    #expect(words(start) == ["alive", "all", "last", "v", "v.1", "v.2"])
    let restart = try offered(terminal, behind: "restart ", waitingFor: "restart T")
    #expect(restart == ["restart T"])
  }

  @Test func `loops have variables, and a tally`() throws {
    let terminal = try PromptTerminal()
    try terminal.run("new true as w x2")
    let variable = try offered(terminal, behind: "for x of w { x.si", waitingFor: "x.signal")
    #expect(variable == ["x.sid     x.signal"])
    try terminal.press("C-u")
    try terminal.type("for xyz of w { kill xy")
    try terminal.press("Tab")
    try terminal.seeAtEnd("for xyz of w { kill xyz")
    try terminal.press("C-u")
    try terminal.type("for xyz in 1..3 { print {xy")
    try terminal.press("Tab")
    try terminal.seeAtEnd("print {xyz")
    try terminal.press("C-u")
    try terminal.type("repeat 3 { run true as rr } ta")
    try terminal.press("Tab")
    try terminal.type("rr.exi")
    try terminal.press("Tab")
    try terminal.seeAtEnd("} tally rr.exitcode")
    let values = try offered(
      terminal, behind: "repeat 3 { run true as rr } tally ", waitingFor: "rr")
    #expect(words(values).isSuperset(of: ["rr", "w.1", "last"]), "\(values)")
  }
}
