import Foundation
import Testing

/// `proclab` on a pipe: statement by statement, so that another program can drive it.
struct InputModeTests {
  @Test func `it prints the record alone, no prompt and no escape code`() throws {
    let run = try ToolRun.run(input: "run echo hello as t\nt\nprint \"a b\"\n")
    #expect(run.output == "t: hello\n<Process(Process-1, stopped)>\na b\n")
    #expect(run.error == "")
    #expect(run.status == 0)
  }

  @Test func `it is driven through a pipe that stays open`() throws {
    let tool = try ToolProcess([])
    #expect(try tool.run("spawn sleep 60 as t; t") == "<Process(Process-1, started)>")
    #expect(try tool.run("terminate t\njoin t\nt") == "<Process(Process-1, stopped[SIGTERM])>")
    #expect(try tool.run("for n in 1 2 {\nprint {n}\n}") == "1\n2")
    #expect(try tool.run("kill x") == "error: no process is called 'x'")
    #expect(try tool.finish().status == 1)
  }

  @Test func `it can be saved, however it came`() throws {
    let shop = try Workshop()
    let text = "run echo hello as t\nt.exitcode; save a.lab\n"
    let saved = "# Recorded by proclab.\nrun echo hello as t\n| t: hello\nt.exitcode\n| 0\n"
    #expect(try shop.run(input: text).status == 0)
    #expect(try shop.read("a.lab") == saved)
    #expect(try shop.run("-c", text.replacing("a.lab", with: "b.lab")).status == 0)
    #expect(try shop.read("b.lab") == saved)
    try shop.write("text.lab", text.replacing("a.lab", with: "c.lab"))
    #expect(try shop.run("text.lab").status == 0)
    #expect(try shop.read("c.lab") == saved)
    #expect(try shop.run("check", "a.lab", "b.lab", "c.lab").status == 0)
  }

  @Test func `a statement is not run before its newline came`() throws {
    let tool = try ToolProcess([])
    try tool.write("print a")
    #expect(try tool.run("b") == "ab")
    try tool.write("print 'open")
    #expect(try tool.run("\nclosed'; print next") == "open\nclosed\nnext")
    #expect(try tool.finish().status == 0)
  }

  @Test func `a line that a backslash continues waits for the next one`() throws {
    let tool = try ToolProcess([])
    try tool.write("print a \\\n")
    #expect(try tool.run("b") == "a b")
    try tool.write("repeat 2 { print c } \\\n")
    #expect(try tool.run("; print d") == "c\nc\nd")
    #expect(try tool.finish().status == 0)
    #expect(try ToolRun.run(input: "print at its end \\\n").output == "at its end\n")
  }

  @Test func `a fault in a block or a text keeps all of it from running`() throws {
    let hint = "hint: write \\\\ for a backslash, or use '…', where it means nothing\n"
    for (text, rest) in [
      ("for x in a {\nprint \"\\q\"\nprint b\n}\nprint c\n", "c\n"),
      ("print \"\\q\nprint inside\n\"; print b\nprint c\n", "c\n"),
    ] {
      let run = try ToolRun.run(input: text)
      #expect(run.output == "error: '\\q' is not an escape\n" + hint + rest)
    }
    let run = try ToolRun.run(input: "repeat 2 {\nprint a\n| x\nprint b\n}\nprint c\n")
    #expect(
      run.output == """
        error: an expectation can't stand inside a block
        hint: put it behind the closing '}'
        c

        """)
  }

  @Test func `the last line needs no newline`() throws {
    let run = try ToolRun.run(input: "print a\nprint b")
    #expect(run.output == "a\nb\n")
    #expect(run.status == 0)
  }

  @Test func `a syntax error is that line's, and what came before has run`() throws {
    let run = try ToolRun.run(input: "print a\nspwan b c\nprint d\nprint 'open\nprint e\n")
    #expect(
      run.output == """
        a
        error: 'spwan' is not a verb
        hint: did you mean 'spawn'?
        d
        error: this quote is not closed

        """)
    #expect(run.status == 1)
  }

  /// An input that was cut short must not do without its head what it was to do with it.
  @Test func `what stands in an open block or quote never runs`() throws {
    let block = try ToolRun.run(input: "print a\nfor x in 1 2 {\nprint b\nprint c\n")
    #expect(
      block.output == "a\nerror: this block is not closed\nhint: close it with a '}' of its own\n")
    #expect(block.status == 1)
    let quote = try ToolRun.run(input: "print \"a\nprint b\n")
    #expect(quote.output == "error: this quote is not closed\n")
  }

  @Test func `a session file is plain input: its expectations are skipped`() throws {
    let run = try ToolRun.run(
      input: """
        #!/usr/bin/env proclab
        # comment
        run sh 'exit 3' as t
        t
        | <Process(Process-1, stopped)>
        |{
        |nonsense
        |}
        for n in 1 2 {
          print {n}
        }
        |? 1

        """)
    #expect(run.output == "<Process(Process-1, stopped[3])>\n1\n2\n")
    #expect(run.status == 0)
  }

  @Test func `CR LF at the ends of lines`() throws {
    let run = try ToolRun.run(input: "print a\r\nrun echo b as t\r\n| b\r\nprint 'c\r\nd'\r\n")
    #expect(run.output == "a\nt: b\nc\nd\n")
    #expect(run.status == 0)
  }

  @Test func `a huge line, and one with a NUL`() throws {
    let long = String(repeating: "x", count: 300_000)
    let run = try ToolRun.run(input: "print \(long)\nprint a\0b\nprint c\n")
    #expect(run.output.utf8.count > 300_000)
    #expect(run.output.hasPrefix("xxx"))
    #expect(run.output.hasSuffix("error: a NUL byte can't stand here\nc\n"))
    #expect(run.status == 1)
  }

  @Test func `many lines at once`() throws {
    let run = try ToolRun.run(input: String(repeating: "print x\n", count: 5_000))
    #expect(run.output == String(repeating: "x\n", count: 5_000))
    #expect(run.status == 0)
  }

  @Test func `an end of the input ends daemons and joins the others`() throws {
    let run = try ToolRun.run(
      input: "spawn sleep 60 as d with daemon\nspawn sh 'sleep 0.1; echo done' as t\n")
    #expect(run.output == "t: done\n")
    #expect(run.status == 0)
  }

  @Test func `quit ends it while the pipe stays open`() throws {
    let tool = try ToolProcess([])
    _ = try tool.run("spawn sleep 60 as t")
    try tool.write("quit\n")
    try tool.wait(for: "the end") { tool.left().isEmpty }
    #expect(try tool.finish().status == 0)
  }

  @Test func `an input that can't be read is an error`() throws {
    let run = try ToolRun.run("-c", "run sh '\(BuiltTool.path) < /; echo $?' as t")
    #expect(
      run.output == """
        t: 3
        t err: error: cannot read standard input: Is a directory

        """)
  }

  @Test func `an empty input is nothing`() throws {
    let run = try ToolRun.run(input: "")
    #expect(run.output == "" && run.error == "")
    #expect(run.status == 0)
  }

  @Test func `a child does not read the session's own input`() throws {
    let run = try ToolRun.run(input: "run cat as t\nprint after\n")
    #expect(run.output == "after\n")
    #expect(run.status == 0)
  }

  @Test func `a child gets nothing of the session's own`() throws {
    let run = try ToolRun.run(input: "run sh 'ls -l /proc/self/fd | grep -c pipe' as t\n")
    // Standard output, standard error, and the pipe of the shell itself.
    #expect(run.output == "t: 2\n")
  }
}
