import Foundation
import Testing

/// Keys, history, blocks, pastes and the window.
@Suite(.serialized) struct PromptEditingTests {
  @Test func `emacs keys edit the line`() throws {
    let terminal = try PromptTerminal()
    try terminal.type("print two three")
    try terminal.press("C-a", "M-f", "C-w")
    try terminal.type("print one")
    try terminal.press("C-e", "M-DC", "C-h")
    try terminal.press("Enter")
    try terminal.see("\none two thre\n")
  }

  @Test func `Ctrl-_ takes back what was done last`() throws {
    let terminal = try PromptTerminal()
    try terminal.type("print one two")
    try terminal.press("C-w", "C-w")
    try terminal.seeAtEnd("proclab 0▸ print\nprint WORD…")
    try terminal.press("C-_")
    try terminal.seeAtEnd("proclab 0▸ print one")
    try terminal.press("C-x", "C-u")
    try terminal.seeAtEnd("proclab 0▸ print one two")
    try terminal.press("C-_")
    try terminal.seeAtEnd("proclab 0▸")
  }

  @Test func `Up moves within a recalled block once the cursor is in it`() throws {
    let terminal = try PromptTerminal()
    try terminal.run("print before")
    try terminal.enter("for x in a {")
    try terminal.enter("  print {x}")
    try terminal.enter("}")
    try terminal.see("\na\n")
    try terminal.press("Up")
    try terminal.seeAtEnd("proclab 0▸ for x in a {\n  print {x}\n}")
    try terminal.press("Left", "Up")
    try terminal.type("print b;")
    try terminal.seeAtEnd("proclab 0▸ for x in a {\nprint b;  print {x}\n}")
    try terminal.press("C-_", "Up", "Up")
    try terminal.seeAtEnd("proclab 0▸ print before")
  }

  @Test func `Escape works in vi mode, and ~/.editrc is read`() throws {
    let terminal = try PromptTerminal(editrc: "bind -v\n")
    try terminal.type("xprint abc")
    try terminal.press("Escape")
    // Only once the key has been taken for Escape alone is 0 a command.
    try terminal.wait("the cursor on the last letter") { _ in
      try terminal.cursor.column == "proclab 0▸ xprint abc".count - 1
    }
    try terminal.type("0xA!")
    try terminal.press("Enter")
    try terminal.see("\nabc!\n")
  }

  @Test func `bind sets keys at the prompt, and is no statement`() throws {
    let terminal = try PromptTerminal()
    try terminal.run("bind ^T ed-move-to-beg")
    try terminal.type("rint x")
    try terminal.press("C-t")
    try terminal.type("p")
    try terminal.press("Enter")
    try terminal.see("\nx\n")
    try terminal.run("history")
    let shown = try terminal.see("1  print x")
    #expect(!shown.contains("  bind"))
  }

  @Test func `a bind that is none says so in a line`() throws {
    let terminal = try PromptTerminal()
    try terminal.enter("bind -x")
    try terminal.seeAtEnd(
      """
      proclab 0▸ bind -x
      error: 'bind' has no option '-x'
      hint: bind [-a] [KEY [COMMAND]] · bind -v · bind -e · bind -l
      proclab 0▸
      """)
    try terminal.enter("bind ^T nosuch")
    try terminal.seeAtEnd("bind ^T nosuch\nbind: Invalid command `nosuch'.\nproclab 0▸")
  }

  @Test func `history is found by its beginning, in the next session too`() throws {
    let terminal = try PromptTerminal()
    try terminal.run("print one")
    try terminal.enter("for x in a b {")
    try terminal.enter("  print {x}")
    try terminal.enter("}")
    try terminal.see("\na\nb\n")
    let long = "print " + String(repeating: "0123456789", count: 120)
    try terminal.paste(long)
    try terminal.press("Enter")
    let history = terminal.folder.appending(path: "state/proclab/history").path
    try terminal.wait("the pasted line in the history") { _ in
      try String(contentsOfFile: history, encoding: .utf8).contains(long)
    }
    try terminal.press("C-d")

    let attributes = try FileManager.default.attributesOfItem(atPath: history)
    #expect(attributes[.posixPermissions] as? Int == 0o600)

    let next = try PromptTerminal(in: terminal.folder)
    try next.type("for")
    try next.press("Up")
    try next.seeAtEnd("for x in a b {\n  print {x}\n}")
    try next.press("C-c")
    try next.type("print o")
    try next.press("Up")
    try next.seeAtEnd("print one")
    try next.press("C-c", "C-r")
    try next.type("ne")
    try next.seeAtEnd("print one\nsearch: ne")
  }

  @Test func `two sessions at once lose nothing of their history`() throws {
    let one = try PromptTerminal()
    let two = try PromptTerminal(in: one.folder)
    for number in 1...3 {
      try one.run("print one\(number)")
      try two.run("print two\(number)")
    }
    let file = one.folder.appending(path: "state/proclab/history")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 6)
  }

  @Test func `the rest of the last matching line is suggested, and Right takes it`() throws {
    let terminal = try PromptTerminal()
    try terminal.run("print suggested words")
    try terminal.type("pri")
    try terminal.seeAtEnd("proclab 0▸ print suggested words")
    #expect(try terminal.cursor.column == "proclab 0▸ pri".count)
    #expect(try terminal.styledScreen.contains("\u{1b}[2mnt suggested words"))
    try terminal.press("Right", "Enter")
    try terminal.see("suggested words\nsuggested words\n")
  }

  @Test func `a block goes on until its brace, with a prompt of its own`() throws {
    let terminal = try PromptTerminal()
    try terminal.enter("repeat 2 {")
    try terminal.seeAtEnd("\n        …")
    try terminal.enter("print 'two")
    try terminal.enter("lines'")
    try terminal.enter("}")
    try terminal.see("\ntwo\nlines\ntwo\nlines\n")
    try terminal.enter("repeat 2 {")
    try terminal.seeAtEnd("\n        …")
    try terminal.press("C-d")
    try terminal.wait("a fresh prompt") { $0.hasSuffix("\nproclab 0▸") }
  }

  @Test func `a pasted session file runs, its expectations skipped`() throws {
    let terminal = try PromptTerminal()
    try terminal.paste(
      """
      # A session file.
      run sh 'echo hello; exit 3' as t
      | t: hello
      print {t.exitcode}
      | 3
      for x in 1 2 {
        print "round {x}"
      }
      | round 1
      | round 2
      nosuch verb
      | error: 'nosuch' is not a verb
      print the end

      """)
    let shown = try terminal.see("\nthe end\n")
    #expect(shown.contains("\nt: hello\nt stopped[3] after"))
    #expect(shown.contains("\n3\nround 1\nround 2\nerror: 'nosuch' is not a verb\n"))
  }

  @Test func `a line that is too long for its window is drawn anew when that changes`() throws {
    let terminal = try PromptTerminal(columns: 60)
    try terminal.type("print aaaaaaaaaa bbbbbbbbbb 日本語日本語 cccccccccc dddddddddd end")
    try terminal.see("end")
    try terminal.resize(columns: 34)
    try terminal.seeAtEnd(
      "proclab 0▸ print aaaaaaaaaa bbbbbb\nbbbb 日本語日本語 cccccccccc ddddd\nddddd end")
    // A wider window is not asked of it: rows that the terminal has pushed out of the screen while
    // it was narrow stay where they are, out of the editor's reach.
    try terminal.press("Enter")
    try terminal.see("\naaaaaaaaaa bbbbbbbbbb 日本語日本語")
  }

  @Test func `wide handles and output stay aligned`() throws {
    let terminal = try PromptTerminal()
    try terminal.run("run echo 日本語 as 中文")
    try terminal.run("new true as t")
    try terminal.enter("ps")
    let shown = try terminal.see("initial")
    #expect(shown.contains("中文: 日本語"))
    let rows = shown.split(separator: "\n")
    #expect(rows.contains { $0.hasPrefix("HANDLE  NAME") })
    #expect(rows.contains { $0.hasPrefix("中文    Process-1") })
    #expect(rows.contains { $0.hasPrefix("t       Process-2") })
  }

  @Test func `a narrow window cuts the rows of a table, and the record has them whole`() throws {
    let terminal = try PromptTerminal(columns: 60)
    try terminal.run("new sh 'echo a long command; sleep 60' as t")
    try terminal.enter("ps")
    try terminal.see("\nt       Process-1  -    initial  -         -     sh 'echo a…\nproclab 0▸")
    try terminal.enter("save saved.lab")
    try terminal.see("lines to saved.lab")
    let file = terminal.folder.appending(path: "saved.lab")
    let saved = try String(contentsOf: file, encoding: .utf8)
    #expect(saved.contains("  sh 'echo a long command; sleep 60'\n"))
  }
}
