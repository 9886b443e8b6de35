import Foundation
import Testing

@Suite struct DemonstrationTests {
  private static let sample = """
    #!/usr/bin/env proclab
    # A demonstration.

    # ## Part {1}
    spawn sh 'echo up; exec sleep 60' as t
    expect t up
    | t: up
    for n in 1 2 {
      print n {n}
    }
    | n 1
    | n 2
    stop t
    # The end.
    """

  @Test func `each line as if typed, what it prints, and how it went`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", Self.sample.replacing(" {1}", with: ""))
    let run = try shop.run("a.lab")
    #expect(run.status == 0)
    #expect(
      run.output == """
        # A demonstration.

        # ## Part
        proclab 0▸ spawn sh 'echo up; exec sleep 60' as t
        proclab 1▸ expect t up
        t: up
        proclab 1▸ for n in 1 2 {
                 …   print n {n}
                 … }
        n 1
        n 2
        proclab 1▸ stop t
        # The end.
        ✓ all 4 lines as expected

        """)
  }

  @Test func `what is not as expected is marked where it is`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", "print a\n| b\nspawn sleep 60 as t\n")
    let run = try shop.run("a.lab")
    #expect(run.status == 3)
    #expect(
      run.output == """
        proclab 0▸ print a
        a
        ✗ a.lab:1: not as expected
          - | b   ← missing
          + | a   ← not expected
        proclab 0▸ spawn sleep 60 as t
        ✗ not joined: t: sleep 60
        ✗ 1 of 2 lines not as expected

        """)
  }

  @Test func `arguments come from the command line, and a missing one is said before the start`()
    throws
  {
    let shop = try Workshop()
    try shop.write("a.lab", "run touch {here}/ran\nprint {2} {1}\n| {2} --x\n")
    let missing = try shop.run("a.lab", "one")
    #expect(missing.status == 2)
    #expect(missing.error == "error: argument {2} was not given\nhint: proclab a.lab ARG…\n")
    #expect(!shop.has("ran"))
    let run = try shop.run("a.lab", "--x", "two words")
    #expect(run.status == 0, "\(run.output)\(run.error)")
    #expect(run.output.contains("two words --x\n"))
  }

  @Test func `a file is a program`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", "#!\(BuiltTool.path)\nprint {1}\n| {1}\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: shop.path("a.lab"))
    #expect(
      try Spawned.output(of: [shop.path("a.lab"), "hello"])
        == "proclab 0▸ print {1}\nhello\n✓ the line is as expected\n")
  }

  @Test func `a mere program joins what it started`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", "spawn sh 'sleep 0.1; echo late' as t\n")
    let run = try shop.run("a.lab")
    #expect(run.status == 0)
    #expect(run.output == "proclab 0▸ spawn sh 'sleep 0.1; echo late' as t\nt: late\n")
  }

  @Test func `a recording is what a player reads`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", Self.sample)
    let run = try shop.run("--cast", "a.cast", "a.lab", "one")
    #expect(run.status == 0)
    let lines = try shop.read("a.cast").split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8))
    }
    let header = try #require(lines.first as? [String: Any])
    #expect(header["version"] as? Int == 2)
    #expect(header["width"] as? Int == 80)
    let events = try lines.dropFirst().map { try #require($0 as? [Any]) }
    let times = events.compactMap { $0[0] as? Double }
    #expect(times.count == events.count)
    #expect(times == times.sorted())
    // A person needs a while to type it, though nobody waited.
    #expect(times.last ?? 0 > 4)
    #expect(
      events.filter { $0[1] as? String == "m" }.compactMap { $0[2] as? String } == ["Part {1}"])
    let shown = events.filter { $0[1] as? String == "o" }.compactMap { $0[2] as? String }.joined()
    let plain = shown.replacing(#/\u{1b}\[[0-9;]*m/#, with: "").replacing("\r\n", with: "\n")
    #expect(plain == run.output)
    #expect(shown.contains("\u{1b}["))
  }

  @Test func `a person's speed is waited for`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", "print 12345678901234567890\n| {num}\n")
    let start = ContinuousClock.now
    #expect(try shop.run("--speed", "2", "a.lab").status == 0)
    #expect(ContinuousClock.now - start > .milliseconds(600))
  }

  @Test(arguments: [
    ["--speed", "0", "a.lab"], ["--pause"], ["--pause", "a.lab"], ["--cast", "no/such/x", "a.lab"],
    ["--cast", "x", "-c", "print a"], ["nosuch.lab"],
  ])
  func `wrong usage`(_ arguments: [String]) throws {
    let shop = try Workshop()
    try shop.write("a.lab", "print a\n")
    let run = try shop.start(arguments).finish()
    #expect(run.status == 2)
    #expect(run.output == "")
  }

  @Test func `at a terminal it waits for Enter, in colours, with a tick for what was as expected`()
    throws
  {
    let shop = try Workshop()
    try shop.write("a.lab", "print one\n| one\nprint two\n| 2\n")
    let terminal = try PromptTerminal(
      running: "sh -c '\(BuiltTool.path) --pause \(shop.path("a.lab")); echo status $?; sleep 60'")
    try terminal.see("proclab 0▸ print one")
    #expect(try !terminal.screen.contains("print two"))
    try terminal.press("Enter")
    try terminal.see("one  ✓\nproclab 0▸ print two")
    let styled = try terminal.styledScreen.replacing("\u{1b}[39m\u{1b}[49m", with: "")
    #expect(styled.contains("1mprint\u{1b}[0m one"), "\(styled.debugDescription)")
    try terminal.press("Enter")
    try terminal.see("✗ 1 of 2 lines not as expected")
    try terminal.see("status 1")
  }

  @Test func `of the keys before Enter nothing is seen, and the terminal is left as it was`() throws
  {
    let shop = try Workshop()
    try shop.write("a.lab", "for n in 1 {\n  print one\n}\n| one\nprint two\n| two\n")
    let tool = "\(BuiltTool.path) --pause \(shop.path("a.lab"))"
    let terminal = try PromptTerminal(
      running:
        "sh -c 'stty -a >before; \(tool); echo status $?; stty -a | cmp - before && echo same; "
        + "sleep 60'")
    try terminal.see("         … }")
    try terminal.press("x", "y", "z", "Enter")
    try terminal.see("         … }\none  ✓\nproclab 0▸ print two")
    // Ctrl-D ends no line of the terminal's: it is no longer waited for.
    try terminal.press("C-d")
    try terminal.see("proclab 0▸ print two\ntwo  ✓\n✓ all 2 lines as expected\nstatus 0\nsame")
  }

  @Test func `an interrupt ends it and what it started`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", "spawn sleep 613 as t\nprint up\n| up\njoin t\n")
    let tool = try shop.start(["--cast", "a.cast", "a.lab"])
    try tool.wait(for: "the wait") { tool.written.contains("join t") }
    tool.send(SIGINT)
    #expect(try tool.finish().status == 130)
    #expect(try Spawned.output(of: ["pgrep", "-fx", "sleep 613"]) == "")
    #expect(try shop.read("a.cast").contains("print up") == false)
    #expect(shop.has("a.cast"))
  }
}
