import Foundation
import Testing

@Suite struct BlessTests {
  /// What a file becomes, and what is said of it.
  private func blessed(_ text: String, _ flags: String...) throws -> (text: String, ToolRun) {
    let shop = try Workshop()
    try shop.write("a.lab", text)
    let run = try shop.start(["bless"] + flags + ["a.lab"]).finish()
    // What was blessed holds.
    if run.status == 0 { #expect(try shop.run("check", "a.lab").status == 0) }
    return (try shop.read("a.lab"), run)
  }

  @Test func `only what did not match is rewritten, all else stays to the byte`() throws {
    let before = """
      #!/usr/bin/env proclab
      # demo \u{20}
      print a 5
      | a {num}  \u{20}

      print b;print c
        | b
        # why
        | d
        |? e
      \tprint indented
      for n in 1 2 3 { print x{n} }
      | x1
      |...
      | x9
      |~ x\\d
      print z
      |! y
      | q
      """
    let (after, run) = try blessed(before)
    #expect(run.status == 0)
    #expect(run.output == "✓ a.lab: blessed lines 6, 11, 12, 17\n")
    #expect(
      after == """
        #!/usr/bin/env proclab
        # demo \u{20}
        print a 5
        | a {num}  \u{20}

        print b;print c
          | b
          # why
          | c
          |? e
        \tprint indented
        \t| indented
        for n in 1 2 3 { print x{n} }
        | x1
        |...
        |~ x\\d
        print z
        |! y
        | z
        """)
    // Once blessed, nothing is left to do.
    #expect(try blessed(after).1.output == "✓ a.lab: all expectations hold\n")
  }

  @Test func `what is measured becomes its placeholder, what a child wrote is escaped`() throws {
    let (after, run) = try blessed(
      """
      run printf '{x} \\\\{pid}\\ttab  \\n| bar\\n|}\\n\\n\\033[1m\\377\\\\x20\\n' as t
      |
      print {t.pid} {t.took} {t.pid:>9} {t.exitcode} {t.signal}
      """)
    #expect(run.status == 0)
    #expect(
      after == """
        run printf '{x} \\\\{pid}\\ttab  \\n| bar\\n|}\\n\\n\\033[1m\\377\\\\x20\\n' as t
        | t: \\{x} \\\\\\{pid}\\ttab\\x20\\x20
        | t: | bar
        | t: |}
        | t:\\x20
        | t: \\e[1m\\xff\\\\x20
        print {t.pid} {t.took} {t.pid:>9} {t.exitcode} {t.signal}
        | {pid} {dur}     {pid} 0 None
        """)
  }

  @Test func `a file without any expectation gets them all`() throws {
    let (after, run) = try blessed("print a\nrun true as t\nt.exitcode\nstart t\n")
    #expect(run.status == 0)
    #expect(
      after
        == "print a\n| a\nrun true as t\nt.exitcode\n| 0\nstart t\n| error: cannot start a process twice\n"
    )
  }

  @Test func `a file that has only checks gets none`() throws {
    let text = "run true as t\ncheck t.exitcode == 0\nprint a\n"
    let (after, run) = try blessed(text)
    #expect(after == text)
    #expect(run.output == "✓ a.lab: all expectations hold\n")
  }

  @Test func `the form of a block stays`() throws {
    let text = """
      spawn sh 'echo 1; echo 2' as a
      spawn sh 'echo 1; echo 3' as b
      join b; join a
      |{
      # a first
      | a: {num}
      | a: 9
      |~ b: \\d
      | b: gone
      |}
      """
    let (after, run) = try blessed(text)
    #expect(run.status == 0)
    #expect(
      after == """
        spawn sh 'echo 1; echo 2' as a
        spawn sh 'echo 1; echo 3' as b
        join b; join a
        |{
        # a first
        | a: {num}
        | a: 2
        |~ b: \\d
        | b: 3
        |}
        """)
  }

  @Test func `a block keeps what matched, whatever is missing behind it`() throws {
    let (after, run) = try blessed(
      "print x; print 'a: y'\n| x\n|{\n| a: {*}\n|}\n|...\n| z\nprint b\n| b\n")
    #expect(run.status == 0)
    #expect(after == "print x; print 'a: y'\n| x\n|{\n| a: {*}\n|}\n|...\nprint b\n| b\n")
  }

  @Test func `what is new in a block stands behind what came before it of the same process`() throws
  {
    let (after, run) = try blessed(
      "print 'a: 0\nb: 1\na: 1\na: 2\nb: 2'\n|{\n| a: 1\n| b: 1\n| c: 1\n|}\n")
    #expect(run.status == 0)
    #expect(after.hasSuffix("|{\n| a: 0\n| a: 1\n| a: 2\n| b: 1\n| b: 2\n|}\n"), "\(after)")
  }

  @Test(arguments: ["\n", "\r\n"])
  func `line endings and the missing final newline are kept`(_ newline: String) throws {
    let before = ["print a", "| b", "", "print c", "| d", "| e"].joined(separator: newline)
    let after = ["print a", "| a", "", "print c", "| c"].joined(separator: newline)
    #expect(try blessed(before).text == after)
    #expect(try blessed(before + newline).text == after + newline)
    #expect(
      try blessed("print a\(newline)| a\(newline)print b").text
        == "print a\(newline)| a\(newline)print b\(newline)| b")
  }

  @Test func `a dry run shows what patch reads and changes nothing`() throws {
    let shop = try Workshop()
    let text = (1...9).map { "print \($0)\n| \($0 == 5 ? "five" : "\($0)")\n" }.joined()
    try shop.write("a.lab", text)
    let run = try shop.run("bless", "--dry-run", "a.lab", environment: ["CI": "true"])
    #expect(run.status == 1)
    #expect(
      run.output == """
        --- a.lab
        +++ a.lab
        @@ -7,7 +7,7 @@
         print 4
         | 4
         print 5
        -| five
        +| 5
         print 6
         | 6
         print 7

        """)
    #expect(try shop.read("a.lab") == text)
    try shop.write("a.patch", run.output)
    #expect(try shop.run("bless", "a.lab").status == 0)
    let blessed = try shop.read("a.lab")
    try shop.write("a.lab", text)
    _ = try Spawned.output(of: ["patch", "-s", "-d", shop.folder.path, "-p0", "-i", "a.patch"])
    #expect(try shop.read("a.lab") == blessed)
  }

  // MARK: - Several runs

  @Test func `where only the order varied a block is proposed`() throws {
    let shop = try Workshop()
    try shop.write(
      "a.lab",
      """
      print first
      | first
      run sh 'echo x >> "$1"; exit $(($(wc -l < "$1") % 2))' {here}/count as c
      spawn sh 'sleep 0.$((4 * $1)); echo 1; echo 2' {c.exitcode} as a
      spawn sh 'sleep 0.$((4 - 4 * $1)); echo 1' {c.exitcode} as b
      print go; join any a b; join any a b; print done
      | other
      """)
    let run = try shop.run("bless", "--runs", "4", "-j", "1", "a.lab")
    #expect(run.status == 0, "\(run.output)")
    let text = try shop.read("a.lab")
    #expect(text.contains("print done\n| go\n|{\n"), "\(text)")
    #expect(text.hasSuffix("\n|}\n| done"), "\(text)")
    for _ in 0..<3 { #expect(try shop.run("check", "a.lab").status == 0) }
  }

  @Test func `where anything else varied it refuses and says what`() throws {
    let shop = try Workshop()
    let text = "run sh 'echo x >> \"$1\"; wc -l < \"$1\"' {here}/count as t\n| t: ?\n"
    try shop.write("a.lab", text)
    let run = try shop.run("bless", "--runs", "3", "-j", "1", "a.lab")
    #expect(run.status == 1)
    #expect(
      run.output == """
        ✗ a.lab: not blessed
          line 1: what it prints varies: run 1 has '| t: 1', run 2 has '| t: 2'

        """)
    #expect(try shop.read("a.lab") == text)
  }

  @Test func `a first blessing compares its runs too`() throws {
    let shop = try Workshop()
    let text = "print a\nrun sh 'echo x >> \"$1\"; wc -l < \"$1\"' {here}/count as t\n"
    try shop.write("a.lab", text)
    let run = try shop.run("bless", "--runs", "3", "-j", "1", "a.lab")
    #expect(run.status == 1)
    #expect(
      run.output == """
        ✗ a.lab: not blessed
          line 2: what it prints varies: run 1 has '| t: 1', run 2 has '| t: 2'

        """)
    #expect(try shop.read("a.lab") == text)
  }

  @Test func `a race gets its block at the first blessing`() throws {
    let shop = try Workshop()
    try shop.write(
      "a.lab",
      """
      run sh 'echo x >> "$1"; exit $(($(wc -l < "$1") % 2))' {here}/count as c
      spawn sh 'sleep 0.$((4 * $1)); echo 1; echo 2' {c.exitcode} as a
      spawn sh 'sleep 0.$((4 - 4 * $1)); echo 1' {c.exitcode} as b
      print go; join any a b; join any a b; print done

      """)
    let run = try shop.run("bless", "--runs", "4", "-j", "1", "a.lab")
    #expect(run.output == "✓ a.lab: blessed line 4\n")
    let text = try shop.read("a.lab")
    #expect(text.contains("print done\n| go\n|{\n"), "\(text)")
    #expect(text.hasSuffix("\n|}\n| done\n"), "\(text)")
    for _ in 0..<2 { #expect(try shop.run("check", "a.lab").status == 0) }
  }

  @Test func `what a pattern lets vary is no reason to refuse`() throws {
    let shop = try Workshop()
    try shop.write(
      "a.lab",
      "run sh 'echo x >> \"$1\"; wc -l < \"$1\"; echo end' {here}/count as t\n| t: {num}\n")
    #expect(try shop.run("bless", "--runs", "3", "-j", "1", "a.lab").status == 0)
    #expect(try shop.read("a.lab").hasSuffix("\n| t: {num}\n| t: end\n"))
  }

  // MARK: - What is refused

  @Test func `a file that would check nothing is told so`() throws {
    let (after, run) = try blessed("run true as t\n")
    #expect(after == "run true as t\n")
    #expect(run.status == 1)
    #expect(
      run.output == """
        ✗ a.lab: not blessed
          checks nothing: no expectation, no check, no expect

        """)
  }

  @Test(arguments: [
    (
      "set timeout 100ms\nspawn sleep 9 as t\njoin t\n|...\nprint a\n| b\nkill t; join t\n", 3,
      "it timed out"
    ),
    ("spawn sleep 9.5 as t\nprint a\n| b\n", 3, "not joined: t: sleep 9.5"),
    ("print a\n|! a\n| b\n", 1, "line 1: '|! a' forbids it: 'a'; change one of them by hand"),
    (
      "print a\n| b\nrun false as t\ncheck t.exitcode == 0\n", 1,
      "line 4: 'error: check failed: t.exitcode is 1, expected == 0' is what the line is there to find out"
    ),
    ("print a\n| b\nstart nosuch\n|...\n", 1, "an error that no expectation names"),
    (
      "run false as t\ncheck t.exitcode == 0\n| x\n|...\n", 1,
      "line 2: 'error: check failed: t.exitcode is 1, expected == 0' is what the line is there to find out"
    ),
    ("require command no-such-command\nprint a\n| b\n", 77, "skipped: needs the command"),
  ])
  func `what can't be blessed is left alone`(
    _ text: String, _ status: Int32, _ reason: String
  ) throws {
    let (after, run) = try blessed(text)
    #expect(after == text)
    #expect(run.status == status, "\(run.output)")
    #expect(run.output.contains(reason), "\(run.output)")
  }

  @Test func `nothing is blessed where nobody watches`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", "print a\n| b\n")
    let run = try shop.run("bless", "a.lab", environment: ["CI": "true"])
    #expect(run.status == 2)
    #expect(run.error.hasPrefix("error: nothing is blessed under CI=true\n"))
    #expect(try shop.read("a.lab") == "print a\n| b\n")
  }

  @Test func `a read-only file is refused before it runs`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", "run touch {here}/ran as t\n| b\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o444], ofItemAtPath: shop.path("a.lab"))
    let run = try shop.run("bless", "a.lab")
    #expect(run.status == 2)
    #expect(run.error == "error: 'a.lab' is read-only\n")
    #expect(!shop.has("ran"))
  }

  @Test func `a file with other names is refused`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", "print a\n| b\n")
    try FileManager.default.linkItem(atPath: shop.path("a.lab"), toPath: shop.path("b.lab"))
    let run = try shop.run("bless", "a.lab")
    #expect(run.status == 2)
    #expect(run.error.contains("hard links"))
  }

  @Test func `a link is followed, and the file keeps its mode`() throws {
    let shop = try Workshop()
    try shop.write("real/a.lab", "print a\n| b\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o750], ofItemAtPath: shop.path("real/a.lab"))
    try FileManager.default.createSymbolicLink(
      atPath: shop.path("link.lab"), withDestinationPath: "real/a.lab")
    #expect(try shop.run("bless", "link.lab").status == 0)
    #expect(try shop.read("real/a.lab") == "print a\n| a\n")
    let attributes = try FileManager.default.attributesOfItem(atPath: shop.path("real/a.lab"))
    #expect(attributes[.posixPermissions] as? Int == 0o750)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: shop.path("link.lab"))
        == "real/a.lab")
    #expect(try FileManager.default.contentsOfDirectory(atPath: shop.path("real")) == ["a.lab"])
  }

  @Test func `a file that was edited meanwhile is left as it was edited`() throws {
    let shop = try Workshop()
    try shop.write(
      "a.lab",
      "run sh 'touch \"$1/up\"; until [ -e \"$1/go\" ]; do sleep 0.02; done' {here} as t\nprint a\n| b\n"
    )
    let tool = try shop.start(["bless", "a.lab"])
    try tool.wait(for: "the file to run") { shop.has("up") }
    try shop.write("a.lab", "print edited\n| b\n")
    try shop.write("go", "")
    let run = try tool.finish()
    #expect(run.status == 1)
    #expect(run.output.contains("it was changed while it ran"))
    #expect(try shop.read("a.lab") == "print edited\n| b\n")
  }

  @Test func `a file that was deleted meanwhile is not made again`() throws {
    let shop = try Workshop()
    try shop.write(
      "a.lab",
      "run sh 'touch \"$1/up\"; until [ -e \"$1/go\" ]; do sleep 0.02; done' {here} as t\nprint a\n| b\n"
    )
    let tool = try shop.start(["bless", "a.lab"])
    try tool.wait(for: "the file to run") { shop.has("up") }
    try FileManager.default.removeItem(atPath: shop.path("a.lab"))
    try shop.write("go", "")
    let run = try tool.finish()
    #expect(run.status == 1)
    #expect(
      run.output
        == "✗ a.lab: not blessed\n  it can't be replaced: No such file or directory\n")
    #expect(!shop.has("a.lab"))
  }

  @Test func `what save wrote at the prompt is nothing to bless`() throws {
    let shop = try Workshop()
    let terminal = try PromptTerminal(in: shop.folder)
    try terminal.run("run printf '{pid} x  \\n\\\\x20 \\n' as t")
    try terminal.run("print {t.pid} {t.took:>12} \\{x}")
    try terminal.run("ps")
    for line in [
      "ps json", "show t json", "t.took json", "timeline t json", "stats t json", "tree t json",
      "events t", "print a; events t json", "history", "print {dir} {here}/x {t.pid}5",
      "run echo {t.pid} {t.took} {t.took:.3} {dir}/x {here} as u",
      "run seq 300000 as v",
    ] { try terminal.run(line) }
    try terminal.run("save s.lab")
    let saved = try shop.read("s.lab")
    let run = try shop.run("bless", "s.lab")
    #expect(run.output == "✓ s.lab: all expectations hold\n", "\(saved)")
    #expect(try shop.read("s.lab") == saved)
    // Its own expectations taken away, bless writes the same.
    let bare = saved.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("|") }.joined(separator: "\n")
    try shop.write("s.lab", bare)
    #expect(try shop.run("bless", "s.lab").status == 0)
    let blessed = try shop.read("s.lab")
    #expect(blessed == saved, "\(blessed)\n----\n\(saved)")
  }

  @Test func `an error that any lines would take in is written by its name`() throws {
    let (after, run) = try blessed("kill nosuch\n| x\n|...\n")
    #expect(run.status == 0, "\(run.output)")
    #expect(after == "kill nosuch\n| error: no process is called 'nosuch'\n")
  }

  @Test(arguments: [
    ("a b.lab", "a b.lab\t"), ("a\tb \"\\.lab", #""a\011b \"\\.lab""#), ("é.lab", "é.lab"),
    ("\u{1B}é\n.lab", #""\033\303\251\012.lab""#),
  ])
  func `patch finds a file by its name, whatever it is`(_ name: String, _ shown: String) throws {
    let shop = try Workshop()
    try shop.write(name, "print a\n| b\n")
    let diff = try shop.run("bless", "--dry-run", name).output
    #expect(diff == "--- \(shown)\n+++ \(shown)\n@@ -1,2 +1,2 @@\n print a\n-| b\n+| a\n")
    try shop.write("a.patch", diff)
    _ = try Spawned.output(of: ["patch", "-s", "-d", shop.folder.path, "-p0", "-i", "a.patch"])
    #expect(try shop.read(name) == "print a\n| a\n")
  }
}
