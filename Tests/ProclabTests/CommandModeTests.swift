import Foundation
import Testing

/// `proclab -c 'STATEMENTS'`: their record alone, for scripts and pipes.
struct CommandModeTests {
  @Test func `it prints the record alone`() throws {
    let run = try ToolRun.run("-c", "run sh 'echo out; exit 3' as t; t.exitcode; t")
    #expect(run.output == "t: out\n3\n<Process(Process-1, stopped[3])>\n")
    #expect(run.error == "")
    #expect(run.status == 0)
  }

  @Test func `at the end daemons are terminated and the others joined`() throws {
    let run = try ToolRun.run(
      "-c", "spawn sleep 60 as d with daemon; spawn sh 'sleep 0.1; echo done' as t")
    #expect(run.output == "t: done\n")
    #expect(run.status == 0)
  }

  @Test func `what was seen to end but not joined is joined at the end too`() throws {
    let run = try ToolRun.run("-c", "spawn echo hello as t; expect t exits; sleep 10ms")
    #expect(run.output == "t: hello\n")
    #expect(run.status == 0)
  }

  @Test func `an error is status 1, and the next line runs`() throws {
    let run = try ToolRun.run("-c", "print a; kill nobody-there; print b\nprint c")
    #expect(run.output == "a\nerror: no process is called 'nobody-there'\nc\n")
    #expect(run.status == 1)
    let check = try ToolRun.run("-c", "run true as t; check t.exitcode == 1")
    #expect(check.output == "error: check failed: t.exitcode is 0, expected == 1\n")
    #expect(check.status == 1)
  }

  @Test func `it is read whole before its first statement runs`() throws {
    let run = try ToolRun.run("-c", "print a\nspawn sleep 60 as t\nspwan b c")
    #expect(run.output == "")
    #expect(
      run.error == """
        error: 'spwan' is not a verb
          spwan b c
          ^^^^^
        hint: did you mean 'spawn'?

        """)
    #expect(run.status == 2)
  }

  @Test(arguments: [
    ("print \"a", "error: this quote is not closed\n  print \"a\n        ^\n"),
    (
      "repeat 2 { print a",
      """
      error: this block is not closed
        repeat 2 { print a
                 ^
      hint: close it with a '}' of its own

      """
    ),
    (
      "spawn true as t with nonsense 1",
      """
      error: 'nonsense' is not an option of 'with'
        spawn true as t with nonsense 1
                             ^^^^^^^^
      """
    ),
  ])
  func `what is malformed is status 2, with a caret`(text: String, picture: String) throws {
    let run = try ToolRun.run("-c", text)
    #expect(run.error.hasPrefix(picture), "\(run.error)")
    #expect(run.output == "")
    #expect(run.status == 2)
  }

  @Test func `an error that the next line names is that line's error`() throws {
    let run = try ToolRun.run("-c", "spwan b c\n| error: 'spwan' is not a verb\nprint on")
    #expect(run.output == "error: 'spwan' is not a verb\nhint: did you mean 'spawn'?\non\n")
    #expect(run.status == 1)
  }

  @Test func `arguments behind it are numbered`() throws {
    let run = try ToolRun.run("-c", "print {1} {2}", "one", "--two words")
    #expect(run.output == "one --two words\n")
    #expect(run.status == 0)
  }

  @Test func `nothing at all is nothing`() throws {
    let run = try ToolRun.run("-c", "")
    #expect(run.output == "")
    #expect(run.status == 0)
  }

  @Test func `quit stops what is alive`() throws {
    let run = try ToolRun.run("-c", "spawn sh 'trap \"\" TERM; sleep 60' as t; quit; print never")
    #expect(run.output == "")
    #expect(run.status == 0)
  }

  @Test func `a require that does not hold is status 77`() throws {
    let run = try ToolRun.run("-c", "require command nosuchcommand-anywhere; print never")
    #expect(run.status == 77)
    #expect(!run.output.contains("never"))
  }

  @Test func `expectations are skipped`() throws {
    let run = try ToolRun.run("-c", "print a\n| b\n|nonsense\n|{\nprint c")
    #expect(run.output == "a\nc\n")
    #expect(run.status == 0)
  }

  @Test func `wrong usage is status 2`() throws {
    #expect(try ToolRun.run("--nonsense").status == 2)
    #expect(try ToolRun.run("-c").status == 2)
    #expect(try ToolRun.run("check").status == 2)
    #expect(try ToolRun.run("check", "-j", "-1", ".").status == 2)
    #expect(try ToolRun.run("check", "--timeout-scale", "0", ".").status == 2)
    #expect(try ToolRun.run("--version").status == 0)
    #expect(try ToolRun.run("--help").status == 0)
  }

  @Test func `a reader that goes away ends it, and all that it started`() throws {
    let text = "spawn sleep 3600; spawn yes; repeat 100000 { print line }"
    let shell = "\(BuiltTool.path) -c '\(text)' | head -n 1"
    let run = try ToolRun.run("-c", "run sh \(quoted(shell)) as t")
    #expect(run.output == "t: line\n")
    #expect(run.status == 0)
  }

  /// As SIGPIPE ends any program: at the write that fails, be it amid a line.
  @Test(arguments: [
    "repeat 300 { run sh 'echo x; echo y >>count' as t }; run touch count reached",
    "print x; sleep 10ms; repeat 300 { print y; sleep 10ms }; run touch reached",
    "spawn sleep 3600 as t; for i in 1..20000 { print {i} }; join t; run touch reached",
  ])
  func `a reader that goes away ends it amid a line`(text: String) throws {
    try Folder.with { folder in
      _ = try folder.write(text, to: "text")
      let script = """
        (\(BuiltTool.path) -c "$(cat text)"; echo $? >status) | head -n 1
        """
      let path = try folder.write(script, to: "script")
      let run = try ToolRun.run(
        "-c", "cd \(folder.path); run sh \(path) as t; run cat status as u; run ls as v")
      #expect(run.output.contains("\nu: 141\n"), "\(run.output)")
      #expect(!run.output.contains("reached"), "\(run.output)")
    }
  }

  @Test func `a reader that goes away is an error where SIGPIPE is ignored`() throws {
    let text = "print x; sleep 10ms; repeat 300 { print y; sleep 10ms }"
    let shell = "(trap '' PIPE; \(BuiltTool.path) -c '\(text)'; echo $? >&2) | head -n 1"
    let run = try ToolRun.run("-c", "run sh \(quoted(shell)) as t")
    #expect(
      run.output == """
        t: x
        t err: error: cannot write the output: Broken pipe
        t err: 3

        """)
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("{", with: "\\{") + "\""
  }

  @Test func `where no temporary folder can be made the reason is said`() throws {
    let shop = try Workshop()
    let nowhere = ["TMPDIR": "/proc/nope"]
    let reason = "cannot make a temporary folder in '/proc/nope': not found"
    let run = try shop.run("-c", "print {dir}", environment: nowhere)
    #expect(run.output == "error: \(reason)\n")
    #expect(run.status == 1)
    try shop.write("a.lab", "print a\n| a\n")
    let check = try shop.run("check", "a.lab", environment: nowhere)
    #expect(check.output.contains("  \(reason)\n"))
    #expect(check.status == 3)
  }

  @Test func `the temporary folder lies in tmp where nothing else is said, and has a whole path`()
    throws
  {
    let shop = try Workshop()
    try shop.write("tmp/x", "")
    let empty = try shop.run("-c", "print {dir}", environment: ["TMPDIR": ""])
    #expect(empty.output.hasPrefix("/tmp/proclab-"), "\(empty.output)")
    let relative = try shop.run(
      "-c", "cd /; print {dir}; run test -d {dir} as t; t.exitcode", environment: ["TMPDIR": "tmp"])
    #expect(relative.output.hasPrefix("\(shop.path("tmp"))/proclab-"), "\(relative.output)")
    #expect(relative.output.hasSuffix("\n0\n"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: shop.path("tmp")) == ["x"])
  }
}
