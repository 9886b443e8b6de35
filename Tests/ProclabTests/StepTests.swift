import Foundation
import Testing

/// `proclab step` at a real terminal.
@Suite struct StepTests {
  private let shop: Workshop
  private let terminal: PromptTerminal

  init() throws {
    shop = try Workshop()
    try shop.write(
      "a.lab",
      """
      # Two parts.
      print one
      | one
      print two
      | 2

      # ## Second
      for n in 1 2 {
        print n {n}
      }
      | n 1
      | n 2
      print last
      | last
      """)
    let path = shop.path("a.lab")
    terminal = try PromptTerminal(
      running: "sh -c 'trap : INT; \(BuiltTool.path) step \(path); echo status $?; sleep 60'")
    try terminal.see("1/4 proclab 0▸ print one")
  }

  @Test func `the next line stands ready, Enter runs it, and each is judged`() throws {
    #expect(try terminal.screen.hasPrefix("# Two parts.\n1/4 proclab 0▸ print one"))
    try terminal.press("Enter")
    try terminal.see("2/4 proclab 0▸ print two")
    try terminal.press("Enter")
    try terminal.see("3/4 proclab 0▸ for n in 1 2 {")
    try terminal.press("Enter")
    try terminal.see("4/4 proclab 0▸ print last")
    try terminal.press("Enter")
    try terminal.see("status 1")
    #expect(
      try terminal.screen.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        == [
          "# Two parts.", "1/4 proclab 0▸ print one", "one", "✓", "2/4 proclab 0▸ print two", "two",
          "✗ line 4 is not as expected", "- | 2   ← missing", "+ | two   ← not expected",
          "# ## Second",
          "3/4 proclab 0▸ for n in 1 2 {", "print n {n}", "}", "n 1", "n 2", "✓",
          "4/4 proclab 0▸ print last", "last", "✓", "✗ 1 of 4 lines not as expected", "status 1",
        ])
  }

  @Test func `a line may be edited, and is judged by what the file expects`() throws {
    try terminal.press("C-u")
    try terminal.enter("print other")
    try terminal.see("2/4 proclab 0▸ print two")
    #expect(try terminal.screen.contains("other\n✗ line 2 is not as expected"))
    try terminal.press("C-u")
    try terminal.enter("print 2")
    try terminal.see("3/4 proclab 0▸")
    #expect(try terminal.screen.contains("\n2\n✓\n"))
  }

  @Test func `lines are skipped, run up to the next heading, and begun again`() throws {
    try terminal.press("C-u")
    try terminal.enter(":skip")
    try terminal.see("2/4 proclab 0▸ print two")
    try terminal.press("C-u")
    try terminal.enter(":restart")
    try terminal.see("from the beginning\n# Two parts.\n1/4 proclab 0▸ print one")
    try terminal.press("C-u")
    try terminal.enter(":continue")
    try terminal.see("3/4 proclab 0▸ for n in 1 2 {")
    #expect(try terminal.screen.contains("one\n✓\n2/4 proclab 0▸ print two\ntwo\n✗ line 4"))
    try terminal.press("C-u", "C-k")
  }

  @Test func `a heading right above a line does not hold it up`() throws {
    try shop.write(
      "b.lab", "# ## One\nprint one\n| one\n# ## Two\nprint two\n| two\n# ## Three\nquit\n")
    let terminal = try PromptTerminal(
      running: "sh -c '\(BuiltTool.path) step \(shop.path("b.lab")); echo status $?; sleep 60'")
    try terminal.see("1/3 proclab 0▸ print one")
    try terminal.press("M-c")
    try terminal.see("one\n✓\n# ## Two\n2/3 proclab 0▸ print two")
    try terminal.press("M-c")
    try terminal.see("two\n✓\n# ## Three\n3/3 proclab 0▸ quit")
    try terminal.press("M-c")
    try terminal.see("✓ 3 lines as expected\nstatus 0")
  }

  @Test func `a quit of the file ends it there, and it says what was not reached`() throws {
    try shop.write("b.lab", "print one\n| one\nquit\nprint two\n| two\nprint three\n")
    let terminal = try PromptTerminal(
      running: "sh -c '\(BuiltTool.path) step \(shop.path("b.lab")); echo status $?; sleep 60'")
    try terminal.see("1/4 proclab 0▸ print one")
    try terminal.press("C-u")
    try terminal.enter(":skip")
    try terminal.see("2/4 proclab 0▸ quit")
    try terminal.press("Enter")
    try terminal.see("✗ line 4 is not reached: line 3 ended the session")
    try terminal.see("✗ 1 of 4 lines not as expected, 1 skipped, 2 not run\nstatus 1")
  }

  @Test func `the same with keys`() throws {
    try terminal.press("M-s")
    try terminal.see("2/4 proclab 0▸ print two")
    try terminal.press("M-r")
    try terminal.see("from the beginning\n# Two parts.\n1/4 proclab 0▸ print one")
    try terminal.press("M-p")
    try terminal.see(":prompt\nproclab 0▸")
    try terminal.enter("print free")
    try terminal.see("\nfree\nproclab 0▸")
    try terminal.press("Enter")
    try terminal.see("proclab 0▸\n# Two parts.\n1/4 proclab 0▸ print one")
    try terminal.press("M-c")
    try terminal.see("3/4 proclab 0▸ for n in 1 2 {")
  }

  @Test func `an order takes the place of a line that nobody touched`() throws {
    try terminal.enter(":skip")
    try terminal.see("2/4 proclab 0▸ print two")
    #expect(try terminal.screen.contains("1/4 proclab 0▸ :skip\n2/4"))
    try terminal.enter(":continue")
    try terminal.see("3/4 proclab 0▸ for n in 1 2 {\n  print n {n}\n}")
    try terminal.type(":")
    try terminal.seeAtEnd("3/4 proclab 0▸ :\n:skip · :continue · :restart · :prompt · :quit")
    try terminal.press("C-_")
    try terminal.seeAtEnd("3/4 proclab 0▸ for n in 1 2 {\n  print n {n}\n}")
    // Once the line is edited, a colon is a character like any other.
    try terminal.type(":")
    try terminal.seeAtEnd("\n}:")
    try terminal.press("C-c")
    try terminal.seeAtEnd("\n}:^C\n3/4 proclab 0▸ for n in 1 2 {\n  print n {n}\n}")
    try terminal.enter(":restart")
    try terminal.see("from the beginning\n# Two parts.\n1/4 proclab 0▸ print one")
  }

  @Test func `Tab offers the orders, and typing freely there are none`() throws {
    try terminal.type(":")
    try terminal.press("Tab")
    try terminal.seeAtEnd(":quit      leave, and end what was started")
    #expect(try terminal.screen.contains("0▸ :\n:skip      leave the line out\n:continue  run up"))
    try terminal.type("p")
    try terminal.press("Tab")
    try terminal.seeAtEnd("1/4 proclab 0▸ :prompt")
    try terminal.press("Enter")
    try terminal.seeAtEnd("\nproclab 0▸")
    try terminal.type(":")
    try terminal.press("M-s", "Tab")
    try terminal.type("x")
    try terminal.seeAtEnd("\nproclab 0▸ :x")
  }

  @Test(arguments: [":quit", "M-q", "C-d"]) func `it is left`(_ way: String) throws {
    try terminal.press("Enter")
    try terminal.see("2/4 proclab 0▸ print two")
    if way == ":quit" { try terminal.enter(way) } else { try terminal.press(way) }
    let shown = try terminal.see("status 0")
    #expect(shown.contains("2/4 proclab 0▸ \(way == "C-d" ? "^D" : ":quit")\nstatus 0"))
  }

  @Test func `nothing is suggested behind a line that nobody touched`() throws {
    let history = terminal.folder.appending(path: "state/proclab/history")
    try FileManager.default.createDirectory(
      at: history.deletingLastPathComponent(), withIntermediateDirectories: true)
    try "print one more\n".write(to: history, atomically: true, encoding: .utf8)
    let step = try PromptTerminal(
      in: terminal.folder, running: "\(BuiltTool.path) step \(shop.path("a.lab"))")
    try step.seeAtEnd("1/4 proclab 0▸ print one")
    try step.type(" m")
    try step.seeAtEnd("1/4 proclab 0▸ print one more")
    #expect(try step.styledScreen.contains("\u{1b}[2more"))
  }

  @Test func `what is no order is said, and Ctrl-C leaves the line as it was`() throws {
    try terminal.press("C-u")
    try terminal.enter(":jump")
    // Keys are for the prompt only when it stands there: before, they are the terminal's.
    try terminal.see("is none of :skip :continue :restart :prompt :quit\n1/4 proclab 0▸ print one")
    try terminal.press("C-u")
    try terminal.type("print x")
    try terminal.see("1/4 proclab 0▸ print x")
    try terminal.press("C-c")
    try terminal.see("print x^C\n1/4 proclab 0▸ print one")
    try terminal.press("C-u")
    try terminal.press("C-d")
    try terminal.see("status 0")
  }

  @Test func `without a terminal it says what to do instead`() throws {
    let run = try shop.run("step", "a.lab")
    #expect(run.status == 2)
    #expect(run.error.hasPrefix("error: step needs a terminal that can edit a line\n"))
  }
}
