import Foundation
import Testing

/// What was typed at a real prompt and saved is a session file that a check accepts.
@Suite(.serialized) struct PromptSaveTests {
  /// Saves what a terminal has done, and gives the file and what a check says of it.
  private func save(_ terminal: PromptTerminal) throws -> (text: String, check: BuiltTool.Outcome) {
    try terminal.enter("save saved.lab")
    try terminal.see("lines to saved.lab")
    let file = terminal.folder.appending(path: "saved.lab")
    return (try String(contentsOf: file, encoding: .utf8), try BuiltTool.run("check", file.path))
  }

  @Test func `a session with a bit of everything`() throws {
    let terminal = try PromptTerminal(rows: 60)
    try terminal.run("worker greet sh 'echo \"hello {\\$1}  \"; echo $$; exit 3' sh")
    try terminal.run("spawn greet world as t")
    try terminal.see("t stopped[3]")
    for line in [
      "t", "join t", "t.exitcode", "print {t.pid:>9} {t.took} {t.pid}|", "show t json", "ps",
      "stats t",
      "timeline", "tree", "set style modern", "t", "print {t}", "set style classic",
      "tremble x", "spawn nosuchcmd as n", "join n", "print {nobody}", "check t.exitcode == 4",
      "spawn sleep 0.01 as s x3; join s; s.exitcode", "run echo '| x' 'a b ' as bar",
      "print {dir} {here}", "spawn cat as c with stdin pipe", "send c 'hi {x}'", "expect c hi",
      "history", "events t",
    ] { try terminal.run(line) }
    try terminal.enter("for x in 1 2 {")
    try terminal.enter("  print \"{x}  \"")
    try terminal.run("}")
    let (text, check) = try save(terminal)
    #expect(check.status == 0, "\(check.text)\n\(text)")
    #expect(
      text.contains("spawn greet world as t\nexpect t exits\nt\n| <Process(Process-1, stopped[3])>")
    )
    #expect(text.contains("\n| {pid} {dur} {pid}|") || text.contains("{pid} {dur} {pid}|\n"))
    #expect(text.contains("tremble x\n| error: 'tremble' is not a verb\n| hint: "))
    #expect(text.contains("for x in 1 2 {\n  print \"{x}  \"\n}\n| 1\\x20\\x20\n"))
    #expect(text.hasSuffix("stop n c\n|...\n") || text.hasSuffix("stop c\n|...\n"))
  }

  @Test func `what eyes saw is the wait that it was`() throws {
    let terminal = try PromptTerminal()
    try terminal.run("spawn sleep 60 as t")
    try terminal.run("pause t")
    try terminal.see("t paused")
    try terminal.run("t.state")
    try terminal.run("resume t; terminate t")
    try terminal.see("t stopped[SIGTERM]")
    try terminal.run("spawn true as last-one")
    try terminal.see("last-one stopped")
    let (text, check) = try save(terminal)
    #expect(check.status == 0, "\(check.text)\n\(text)")
    #expect(text.contains("pause t\nexpect t pauses\nt.state\n| paused\n"))
    #expect(
      text.contains("terminate t\nexpect t exits\nspawn true as last-one\nexpect last-one exits\n"))
  }

  @Test func `output that eyes saw is the expect that it was`() throws {
    let terminal = try PromptTerminal()
    let trap = #"trap "echo bye; exit 3" TERM"#
    let loop = "while :; do sleep 0.05; done"
    try terminal.run("spawn sh 'sleep 0.3; \(trap); echo one; echo ready; \(loop)' as web")
    try terminal.see("web: ready")
    try terminal.run("terminate web only")
    try terminal.see("web stopped[3]")
    try terminal.run("join web; web.exitcode")
    let (text, check) = try save(terminal)
    #expect(check.status == 0, "\(check.text)\n\(text)")
    #expect(
      text.contains(
        """
        expect web 'ready'
        | web: one
        | web: ready
        terminate web only
        expect web exits
        join web; web.exitcode
        | web: bye
        | 3

        """), "\(text)")
  }

  @Test func `of a flood as much as anybody would read`() throws {
    let terminal = try PromptTerminal()
    try terminal.run("run seq 5000 as f")
    try terminal.run("f.out")
    let (text, check) = try save(terminal)
    #expect(check.status == 0, "\(check.text)")
    #expect(text.contains("| f: 1000\n|...\nf.out\n| 23893\n"))
  }

  @Test func `a wait that was cut short is no part of it, its process is`() throws {
    let terminal = try PromptTerminal()
    try terminal.enter("run sleep 60 as r")
    try terminal.see("waiting for r")
    try terminal.press("C-c")
    try terminal.see("interrupted")
    try terminal.enter("sleep 60")
    try terminal.see("waiting for 60")
    try terminal.press("C-c")
    try terminal.see("interrupted\nproclab 1▸ sleep 60\nerror: interrupted")
    try terminal.run("kill r; join r; r")
    let (text, check) = try save(terminal)
    #expect(check.status == 0, "\(check.text)\n\(text)")
    #expect(
      text.contains("\nspawn sleep 60 as r\n# Interrupted:\n#   sleep 60\nkill r; join r; r\n"))
  }

  @Test func `of a line that was cut short, what had been done is kept`() throws {
    try PromptStory.hold([
      PromptStory(
        .enter("spawn sleep 60 as t; join t; print on"), .see("waiting for t"), .keys(["C-c"]),
        .see("interrupted"), .line("t.state"), .line("kill t; join t"),
        saved: """
          spawn sleep 60 as t
          # Interrupted:
          #   join t; print on
          t.state
          | started
          kill t; join t
          """),
      PromptStory(
        .enter("print a; run sleep 60 as t; print on"), .see("waiting for t"), .keys(["C-c"]),
        .see("interrupted"), .line("kill t; join t"),
        saved: """
          print a
          | a
          spawn sleep 60 as t
          # Interrupted:
          #   print on
          kill t; join t
          """),
    ])
  }

  @Test func `what stands before and behind an attach is kept`() throws {
    try PromptStory.hold([
      PromptStory(
        .enter("spawn cat as s with pty; print mid; attach s; print on # why"),
        .see("s has the terminal"), .keys(["h", "i", "Enter"]), .see("hi\nhi"), .keys(["C-]"]),
        .see("\non\n"), .line("kill s; join s"),
        saved: """
          spawn cat as s with pty; print mid
          | mid
          # The keys that s got from a terminal:
          send s "hi\\r" raw
          print on
          | on
          kill s; join s
          |...
          """)
    ])
  }

  @Test func `an attach in a block can't be told, which is said`() throws {
    let story = PromptStory(
      .enter("for x in a { spawn cat as {x} with pty; attach {x} }"), .see("a has the terminal"),
      .keys(["C-]"]), .line("kill a; join a"), saved: "")
    let (saved, screen) = try story.perform()
    #expect(
      saved.hasPrefix(
        """
        # Recorded at the prompt of proclab.
        # Interrupted:
        #   for x in a { spawn cat as {x} with pty; attach {x} }
        kill a; join a
        """))
    #expect(
      screen.contains("line 2 may not replay: a was given a terminal in a block or a file"))
  }
}
