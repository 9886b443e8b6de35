import Foundation
import Testing

/// Every edge case that the specification of session files names, each through the tool.
@Suite struct SessionFileEdgeTests {
  private func check(_ data: Data) throws -> ToolRun {
    let shop = try Workshop()
    try shop.write("a.lab", data)
    return try shop.run("check", "a.lab")
  }

  private func holds(_ text: String, _ location: SourceLocation = #_sourceLocation) throws {
    let run = try check(Data(text.utf8))
    #expect(run.status == 0, "\(run.output)", sourceLocation: location)
  }

  @Test func `no final newline`() throws {
    try holds("print a\n| a")
    try holds("print a\n| a\nrun true as t")
  }

  @Test func `a byte order mark`() throws {
    let mark = "\u{FEFF}"
    try holds("\(mark)print a\n| a\n")
    try holds("\(mark)# c\nprint a\n| a\n")
    let shop = try Workshop()
    try shop.write("a.lab", "\(mark)# ## Head\nprint a\n| b\n")
    #expect(try shop.run("a.lab").output.hasPrefix("# ## Head\nproclab 0▸ print a\n"))
    #expect(try shop.run("bless", "a.lab").status == 0)
    #expect(try shop.read("a.lab") == "\(mark)# ## Head\nprint a\n| a\n")
    #expect(try shop.run(input: "\(mark)print a\n").output == "a\n")
    let wrong = try check(Data("\(mark)prnt a\n| a\n".utf8))
    #expect(wrong.output.contains("--> a.lab:1:1\n"))
  }

  @Test func `CR LF`() throws {
    try holds(
      "# c\r\nprint a\r\n| a\r\n\r\nfor n in 1 2 {\r\n  print {n}\r\n}\r\n|{\r\n|}\r\n"
        .replacing("|{\r\n|}\r\n", with: "| 1\r\n| 2\r\n"))
    #expect(try check(Data("print a\r\n| b\r\n".utf8)).status == 1)
    try holds("run sh '\r\n  printf \"a\r\nb\"\r\n' as t\r\n| t: a\r\n| t: b\r\n")
  }

  @Test func `NUL, invalid UTF-8, escape codes, tabs and blanks from a child`() throws {
    try holds(
      """
      run printf '\\000\\377\\033[2J\\302\\233\\tx  \\n\\r\\n' as t
      | t: \\x00\\xff\\e[2J\\xc2\\x9b\\tx\\x20\\x20
      | t: \\r
      """)
  }

  @Test func `lines of megabytes from a child`() throws {
    try holds(
      """
      run sh 'head -c 3000000 /dev/zero | tr "\\\\0" x; echo; echo end' as t
      |? t: … {num} bytes dropped
      |~ t: (x+|end)
      |? t: end
      """)
    let run = try check(
      Data("run sh 'head -c 900000 /dev/zero | tr \"\\\\0\" x' as t\n| t: y\n".utf8))
    #expect(run.status == 1)
    #expect(run.output.contains("… (900005 bytes)   ← not expected"))
    #expect(run.output.utf8.count < 10_000)
  }

  @Test func `a child that prints lines like ours`() throws {
    try holds(
      """
      run printf '| x\\n|}\\n|{\\nb: forged\\n# comment\\nerror: forged\\nproblem x\\n' as a
      | a: | x
      | a: |}
      | a: |{
      | a: b: forged
      | a: # comment
      | a: error: forged
      | a: problem x
      """)
    // Not even without tags does it get its line taken for another's.
    try holds(
      "set tags off\nrun printf '| x\\n|}\\nerror: x\\n' as a\n| | x\n| |}\n| error: x\n")
  }

  @Test func `a name that is used again`() throws {
    try holds(
      """
      run echo one as t
      | t: one
      print {t.name}
      | {t.name}
      run echo two as t
      | t: two
      print {t.name} {t.runs}
      | Process-2 2
      print {t.pid}
      | {t.pid}
      """)
  }

  @Test func `a captured value is that of the moment`() throws {
    try holds(
      """
      spawn sleep 60 as t
      print {t.pid} {t.alive} {here} {dir}
      | {t.pid} True {here} {dir}
      stop t
      print {t.alive} {t.exitcode}
      | False {t.exitcode}
      """)
    let run = try check(Data("print 1\n| {t.pid}\n".utf8))
    #expect(run.output.contains("- | {t.pid}   ← missing; {t.pid} is not bound"))
  }

  @Test func `optional and regex lines inside a block`() throws {
    try holds(
      """
      spawn sh 'echo 1; echo 2' as a
      spawn sh 'echo x9' as b
      join any a b; join any a b
      |{
      | a: 1
      |? a: between
      | a: 2
      |~ b: x\\d
      |? b: late
      |}
      """)
  }

  @Test func `a child that ends before it is terminated`() throws {
    try holds(
      """
      spawn true as t
      expect t exits
      terminate t
      t.exitcode
      | 0
      stop t
      """)
  }

  @Test func `grandchildren that outlive are ended with the file`() throws {
    let run = try check(
      Data("run sh 'setsid sleep 615.5 & echo left' as t\n| t: left\n".utf8))
    #expect(run.status == 0, "\(run.output)")
    #expect(try Spawned.output(of: ["pgrep", "-fx", "sleep 615.5"]) == "")
  }

  @Test func `what comes by a pipe behaves as the file does`() throws {
    let text = """
      # A comment
      spawn sh 'echo up; exec sleep 60' as t
      | nothing of this is read
      expect t up
      repeat 2 { print again } tally t.alive
      stop t
      t
      tremble
      """
    let shop = try Workshop()
    try shop.write(
      "a.lab", text.split(separator: "\n").filter { !$0.hasPrefix("|") }.joined(separator: "\n"))
    let piped = try shop.run(input: text)
    let replayed = try shop.run("a.lab")
    let record = replayed.output.split(separator: "\n").filter {
      !$0.hasPrefix("proclab ") && !$0.hasPrefix("#") && !$0.hasPrefix("  ")
    }.joined(separator: "\n")
    #expect(piped.status == 1)
    #expect(replayed.status == 1)
    #expect(piped.output == record + "\n")
  }

  @Test func `a syntax error after the start is the one difference`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", "print begun\ntremble now\n")
    #expect(try shop.run("a.lab").output == "")
    #expect(try shop.run("a.lab").status == 2)
    #expect(try shop.run(input: "print begun\ntremble now\n").output.hasPrefix("begun\nerror: "))
  }

  @Test func `a paste behaves as the file does`() throws {
    let terminal = try PromptTerminal()
    try terminal.paste(
      "spawn sh 'echo up' as t\n| t: never\njoin t\n| t: up\nprint {t.exitcode}\n| 0\n")
    try terminal.see("\n0\n")
    #expect(try !terminal.screen.contains("error:"))
  }

  @Test func `a file whose name is no UTF-8`() throws {
    try Folder.with { folder in
      func shell(_ text: String) throws -> String {
        try Spawned.output(of: ["sh", "-c", "cd \(folder.path); \(text) 2>&1; true"]).calm
      }
      let tool = BuiltTool.path
      _ = try shell(
        """
        mkdir "$(printf 'd\\376')"; for name in 'a\\377' 'a\\376' 'd\\376/é'; do
        printf 'print {here}; print a\\n|~ .*\\n| b\\n' > "$(printf "$name").lab"; done
        """)
      let checked = try shell("\(tool) check .")
      #expect(checked.hasSuffix("0 passed, 3 failed\n"), "\(checked)")
      for name in ["./a\\xfe.lab", "./a\\xff.lab", "./d\\xfe/é.lab"] {
        #expect(
          checked.contains("✗ \(name) (…)\n  \(name):1: print {here}; print a\n"), "\(checked)")
      }
      let replayed = try shell("CI= \(tool) \"$(printf 'd\\376')/é.lab\"")
      #expect(replayed.contains("/d\\xfe\na\n✗ d\\xfe/é.lab:1: not as expected\n"), "\(replayed)")
      let blessed = try shell("CI= \(tool) bless \"$(printf 'a\\377').lab\" 'd'*")
      #expect(
        blessed == "✓ a\\xff.lab: blessed line 1\n✓ d\\xfe/é.lab: blessed line 1\n")
      #expect(try shell("\(tool) check .").hasSuffix("2 passed, 1 failed\n"))
    }
  }
}
