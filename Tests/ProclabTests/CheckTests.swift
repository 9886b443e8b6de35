import Foundation
import Testing

@Suite struct CheckTests {
  @Test func `a file that holds and one that does not, as a person sees them`() throws {
    let shop = try Workshop()
    try shop.write("b.lab", "print b\n| b\n")
    try shop.write(
      "a.lab",
      """
      print first
      | first
      repeat 2 {
        print second
      }
      | second
      | third
      run sh 'echo {"x"}; exit 3' as t
      | t: {*}
      check t.exitcode == 0
      """)
    let outcome = try shop.run("check", ".")
    #expect(outcome.status == 1)
    #expect(
      outcome.calmOutput == """
        ✗ ./a.lab (…)
          ./a.lab:3: repeat 2 {
              print second
            }
              | second
            - | third   ← missing
            + | second   ← not expected
          ./a.lab:10: check t.exitcode == 0
            + | error: check failed: t.exitcode is 3, expected == 0   ← not expected
                --> ./a.lab:10:7
              10 | check t.exitcode == 0
                 |       ^^^^^^^^^^
        ✓ ./b.lab (…)
        1 passed, 1 failed

        """)
    #expect(outcome.error == "")
  }

  @Test(arguments: [
    ("print a\n| a\n", 0), ("print a\n| b\n", 1), ("print a\n", 1), ("tremble\n", 1),
    ("run true as t\ncheck t.exitcode == 1\n", 1), ("print a\n|x\n", 2), ("tremble now\n| a\n", 2),
    ("print a\n| a\nprint {1}\n", 2), ("spawn sleep 9 as t\nprint a\n| a\n", 3),
    ("set timeout 100ms\nspawn sleep 9 as t\njoin t\n|...\nstop t\n", 3),
    ("require command no-such-command\nprint a\n| a\n", 77), ("quit\nprint a\n| a\n", 1),
    ("print a\n| a\nquit\nprint b\n", 0), ("exit; check x.pid == 1\nprint a\n", 1),
    ("print a\n| a\nfor n in 1 { quit }\nrepeat 2 { check x.pid == 1 }\n", 1),
    ("spawn sh 'kill -9 $PPID; sleep 9'\nprint a\n| a\nsleep 5s\n", 3),
  ])
  func `statuses`(_ text: String, _ status: Int32) throws {
    let shop = try Workshop()
    try shop.write("a.lab", text)
    let outcome = try shop.run("check", "a.lab")
    #expect(outcome.status == status, "\(outcome.output)\(outcome.error)")
  }

  @Test func `the worst status counts, and a skipped file does not`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", "print a\n| b\n")
    try shop.write("b.lab", "require command no-such-command\nprint a\n| a\n")
    try shop.write("c.lab", "print a\n| a\n")
    #expect(try shop.run("check", "b.lab", "c.lab").status == 0)
    let outcome = try shop.run("check", "a.lab", "b.lab", "c.lab")
    #expect(outcome.status == 1)
    #expect(
      outcome.calmOutput.contains("– b.lab (…)\n  skipped: needs the command 'no-such-command'"))
    #expect(outcome.calmOutput.hasSuffix("1 passed, 1 failed, 1 skipped\n"))
    try shop.write("d.lab", "|x\n")
    #expect(try shop.run("check", ".").status == 2)
  }

  @Test func `an error that nobody names fails a file without expectations, and is shown`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", "run true as t\ncheck t.exitcode == 0\nstart t\n")
    let outcome = try shop.run("check", "a.lab")
    #expect(outcome.status == 1)
    #expect(
      outcome.output.contains(
        "+ | error: cannot start a process twice   ← an error that no expectation names"))
    // Lines that let everything pass name nothing.
    try shop.write("a.lab", "print a\n| a\nstart nosuch\n|...\n")
    #expect(try shop.run("check", "a.lab").status == 1)
  }

  @Test func `a file that would check nothing fails`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", "print a\n")
    let outcome = try shop.run("check", "a.lab")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("checks nothing: no expectation, no check, no expect"))
  }

  @Test func `what a quit leaves out is not reached, which fails the file`() throws {
    let shop = try Workshop()
    try shop.write(
      "a.lab", "print a\n| a\nquit\nprint b\n\nrepeat 1 {\n  print c\n}\n| c\ncheck x.pid == 1\n")
    let outcome = try shop.run("check", "a.lab")
    #expect(outcome.status == 1)
    #expect(
      outcome.calmOutput == """
        ✗ a.lab (…)
          a.lab:6: repeat 1 {
              print c
            }
              not reached: line 3 ended the session
          a.lab:10: check x.pid == 1
              not reached: line 3 ended the session
        0 passed, 1 failed

        """)
    let json = try shop.run("check", "--json", "a.lab").output
    #expect(json.contains(#""line": 10, "statement": ["check x.pid == 1"]"#))
    #expect(json.contains(#""explanation": ["not reached: line 3 ended the session"]"#))
    let tap = try shop.run("check", "--tap", "--junit", "j.xml", "a.lab").output
    #expect(tap.contains("message: \"line 6 and 1 more not as expected\""))
    #expect(tap.contains("    a.lab:10: check x.pid == 1\n        not reached: line 3 ended"))
    #expect(try shop.read("j.xml").contains("not reached: line 3 ended the session"))
    let blessed = try shop.run("bless", "a.lab")
    #expect(blessed.status == 1)
    #expect(blessed.output.contains("not blessed\n  line 6 is not reached\n"))
  }

  @Test func `a deadline shows what was waited for, what was written, and the processes`() throws {
    let shop = try Workshop()
    try shop.write(
      "a.lab",
      """
      set timeout 300ms
      spawn sh 'echo partial; sleep 60' as t
      join t
      | t: partial
      t.exitcode
      | 0
      kill t; join t
      | t: partial
      """)
    let outcome = try shop.run("check", "a.lab")
    #expect(outcome.status == 3)
    let text = outcome.output.split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }.joined(separator: "\n")
    #expect(text.contains("+ | error: t did not end within 300ms ← not expected"))
    #expect(text.contains("\nt: partial\nHANDLE NAME PID STATE EXITCODE TOOK COMMAND\nt Process-1"))
    #expect(
      text.contains(
        """
        a.lab:5: t.exitcode
        - | 0 ← missing
        + | None ← not expected
        (may follow from the timeout in line 3)
        """))
  }

  @Test func `a deadline that an expectation names is as expected`() throws {
    let shop = try Workshop()
    try shop.write(
      "a.lab",
      """
      set timeout 100ms
      spawn sleep 60 as t
      join t
      | error: t did not end within 100ms
      kill t
      set timeout 10s
      join t
      """)
    #expect(try shop.run("check", "a.lab").status == 0)
  }

  @Test func `what was not joined is named with its command, and ended`() throws {
    let shop = try Workshop()
    try shop.write(
      "a.lab",
      "spawn sleep 61.5 as t\nspawn sleep 61.5 as d with daemon\nprint {t.pid} {d.pid}\n| {*}\n")
    let outcome = try shop.run("check", "a.lab")
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("\n  not joined: t: sleep 61.5\n"))
    #expect(!outcome.output.contains("not joined: d"))
  }

  @Test func `each file has a folder, a home and an environment of its own`() throws {
    let shop = try Workshop()
    try shop.write(
      "a.lab",
      """
      run pwd as t
      | t: {dir}
      run sh 'env | sed "s/=.*//" | grep -v -e ^_ -e PROCLAB_RUN -e PWD -e SHLVL | sort' as t
      | t: HOME
      | t: LC_ALL
      | t: PATH
      | t: TMPDIR
      | t: TZ
      run sh 'echo $HOME $TMPDIR $TZ $LC_ALL' as t
      | t: {dir} {dir} UTC C.UTF-8
      run ls -A as t
      print {here}
      | \(shop.folder.path.replacing("{", with: "\\{"))
      run ./tool as t
      | error: {*}
      | hint: {*}{here}/{*}
      run cat as t
      """.replacing("{*}{here}/{*}", with: "{*}\\{here}/{*}"))
    let outcome = try shop.run("check", "a.lab", environment: ["SECRET": "x"])
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: shop.folder.path) == ["a.lab"])
  }

  @Test func `folders are searched, in name order, each file once, links that turn back left`()
    throws
  {
    let shop = try Workshop()
    for name in ["b.lab", "a/z.lab", "a/y.lab", "a/no.txt", ".hidden/x.lab", "c.lab"] {
      try shop.write(name, "print a\n| a\n")
    }
    try FileManager.default.createSymbolicLink(
      atPath: shop.path("a/loop"), withDestinationPath: "..")
    let outcome = try shop.run("check", "-j", "2", "c.lab", "a", "b.lab", "b.lab", "a/y.lab")
    #expect(
      outcome.calmOutput == """
        ✓ a/loop/b.lab (…)
        ✓ a/loop/c.lab (…)
        ✓ a/y.lab (…)
        ✓ a/z.lab (…)
        ✓ b.lab (…)
        ✓ c.lab (…)
        6 passed, 0 failed

        """)
  }

  @Test func `what is no file is refused where it is named, and passed over in a folder`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", "print a\n| a\n")
    try #require(mkfifo(shop.path("b.lab"), 0o600) == 0)
    #expect(try shop.run("check", ".").calmOutput == "✓ ./a.lab (…)\n1 passed, 0 failed\n")
    for command in ["check", "bless"] {
      let named = try shop.run(command, "a.lab", "b.lab")
      #expect(named.status == 2)
      #expect(named.error == "error: cannot read 'b.lab': it is no regular file\n")
    }
    #expect(
      try shop.run("check", "nix.lab").error
        == "error: cannot read 'nix.lab': No such file or directory\n")
  }

  @Test func `what can't be written is a fault, but for a reader that went away`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", "print a\n| a\n")
    let tool = BuiltTool.path
    let cases = [
      "\(tool) -c 'print a'", "\(tool) a.lab", "\(tool) check a.lab", "\(tool) check --tap a.lab",
      "env -u CI \(tool) bless a.lab", "echo print a | \(tool)", "\(tool) --help",
    ]
    for command in cases {
      let script = "cd \(shop.folder.path); \(command) 2>err >/dev/full; echo $?; cat err"
      #expect(
        try Spawned.output(of: ["sh", "-c", script])
          == "3\nerror: cannot write the output: No space left on device\n", "\(command)")
    }
    let gone = "\(tool) -c 'repeat 100000 { print a }' 2>&1 >/dev/stdout | head -n 1"
    #expect(try Spawned.output(of: ["sh", "-c", gone]) == "a\n")
  }

  @Test(arguments: [
    ("spawn true as t with isolate, parent-death KILL", "'parent-death' can't be chosen"),
    ("spawn true as t with pty, stdin pipe", "'stdin' is the terminal of 'pty'"),
    ("spawn true as t with name a, name b", "'name' is given twice"),
    ("for x in 1..99999999999 { print x }", "is too long a range"),
    ("after 1s repeat 2 { print x }", "'after' takes no block"),
    ("print b\n| {1}", "argument {1} is not given"),
    ("print b\n|{\n| b: {1}\n|}", "argument {1} is not given"),
  ])
  func `what can never be right is found before anything runs`(
    _ line: String, _ complaint: String
  ) throws {
    let shop = try Workshop()
    try shop.write("a.lab", "run touch {here}/ran\nprint a\n| a\n\(line)\n")
    let outcome = try shop.run("check", "a.lab")
    #expect(outcome.status == 2)
    #expect(outcome.output.contains(complaint), "\(outcome.output)")
    #expect(try shop.run("a.lab").status == 2)
    #expect(!shop.has("ran"))
  }

  @Test(arguments: [
    ["check", "nosuch"], ["check", "empty"], ["check"], ["check", "--shard", "3/2", "a.lab"],
    ["check", "--tap", "--json", "a.lab"], ["check", "-j", "0", "a.lab"],
    ["check", "--repeat", "0", "a.lab"], ["check", "--junit", "no/such/folder/x", "a.lab"],
    ["check", "--timeout-scale", "0", "a.lab"],
  ])
  func `wrong usage is status 2, before anything runs`(_ arguments: [String]) throws {
    let shop = try Workshop()
    try shop.write("a.lab", "print a\n| a\n")
    try shop.write("empty/readme.txt", "")
    let outcome = try shop.start(arguments).finish()
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.error.lowercased().contains("error: "))
  }

  @Test func `two files run at once where that is asked for`() throws {
    // Each waits for the other at a FIFO: one after the other they would wait for ever.
    let shop = try Workshop()
    for name in ["one", "two"] { try #require(mkfifo(shop.path(name), 0o600) == 0) }
    try shop.write(
      "a.lab", "run sh 'echo a > \"$1/one\"; cat \"$1/two\"' {here} as t\n| t: b\n")
    try shop.write(
      "b.lab", "run sh 'cat \"$1/one\"; echo b > \"$1/two\"' {here} as t\n| t: a\n")
    let outcome = try shop.run("check", "-j", "2", "a.lab", "b.lab")
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.calmOutput.hasSuffix("2 passed, 0 failed\n"))
  }

  @Test func `shards part the files`() throws {
    let shop = try Workshop()
    for name in ["a", "b", "c", "d", "e"] { try shop.write("\(name).lab", "print a\n| a\n") }
    #expect(
      try shop.run("check", "--shard", "1/2", ".").calmOutput
        == "✓ ./a.lab (…)\n✓ ./c.lab (…)\n✓ ./e.lab (…)\n3 passed, 0 failed\n")
    #expect(
      try shop.run("check", "--shard", "2/2", ".").calmOutput
        == "✓ ./b.lab (…)\n✓ ./d.lab (…)\n2 passed, 0 failed\n")
  }

  @Test func `a flake is found by repeating, beside a load that ends with it`() throws {
    // That nothing is left of the load is what every run of the tool in a test is held to.
    let shop = try Workshop()
    try shop.write(
      "a.lab", "run sh 'echo x >> \"$1\"; wc -l < \"$1\"' {here}/count as t\n|~ t: [12]\n")
    let outcome = try shop.run("check", "-j", "1", "--repeat", "4", "--stress", "a.lab")
    #expect(outcome.status == 1)
    #expect(
      outcome.calmOutput == """
        ✗ a.lab (4 runs)
          2 of 4 runs failed; the first of them, run 3:
          a.lab:1: run sh 'echo x >> "$1"; wc -l < "$1"' {here}/count as t
            - |~ t: [12]   ← missing
            + | t: 3   ← not expected
        0 passed, 1 failed

        """)
  }

  @Test func `the first failure ends it where that was asked for`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", "print a\n| a\n")
    try shop.write("b.lab", "print a\n| b\n")
    try shop.write("c.lab", "print a\n| a\n")
    let outcome = try shop.run("check", "-j", "1", "--fail-fast", ".")
    #expect(outcome.status == 1)
    #expect(!outcome.output.contains("c.lab"))
    #expect(
      outcome.calmOutput.hasSuffix(
        "stopped at the first failure: 2 of 3 files done\n1 passed, 1 failed\n"))
  }

  @Test func `all times are scaled`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", "spawn sleep 60 as t\njoin t\n|...\nkill t; join t\n")
    let outcome = try shop.run("check", "--timeout-scale", "0.02", "a.lab")
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("t did not end within 200ms"))
  }

  // MARK: - Nothing can hang it

  @Test func `a session that was stopped by its child is ended at the ceiling`() throws {
    let shop = try Workshop()
    try shop.write(
      "a.lab", "print begun\n| begin\nrun sh 'kill -STOP $PPID; exec sleep 600' as t\n")
    try shop.write("b.lab", "print a\n| a\n")
    let outcome = try shop.run("check", "-j", "1", "--timeout-scale", "0.004", ".")
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("ended, because it took longer than 2.40s"))
    // What it had told by then is not lost.
    #expect(outcome.output.contains("- | begin   ← missing"))
    #expect(outcome.calmOutput.contains("✓ ./b.lab (…)"))
  }

  @Test func `a pattern that never comes to an end is given up, and the file goes on`() throws {
    let shop = try Workshop()
    try shop.write(
      "a.lab", "print \(String(repeating: "a", count: 40))\n|~ (a+)+b\nprint b\n| c\n")
    let outcome = try shop.run("check", "--timeout-scale", "0.02", "a.lab")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("- |~ (a+)+b   ← too hard to match"))
    #expect(outcome.output.contains("- | c   ← missing"))
    let blessed = try shop.run("bless", "--timeout-scale", "0.02", "a.lab")
    #expect(blessed.output.contains("line 1: '|~ (a+)+b' is too hard to match"))
  }

  @Test func `what loops for ever is ended at the ceiling, with its line`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", "print a\n| a\nrepeat 1000000000 { cd . }\n")
    let outcome = try shop.run("check", "--timeout-scale", "0.002", "a.lab")
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("ended, because it took longer than 1.20s, in line 3\n"))
  }

  @Test func `twenty thousand statements are done in linear time`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", String(repeating: "print a\n| a\n", count: 20_000))
    let start = ContinuousClock.now
    #expect(try shop.run("check", "a.lab").status == 0)
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test func `a session that was killed is told about`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", "print a\n| a\nrun sh 'kill -KILL $PPID; exec sleep 600' as t\n")
    let outcome = try shop.run("check", "a.lab")
    #expect(outcome.status == 3)
    #expect(
      outcome.output.contains("its session was ended by SIGKILL, in line 3\n"), "\(outcome.output)")
  }

  @Test func `children that ignore signals, keep pipes open or never read are no matter`() throws {
    let shop = try Workshop()
    try shop.write(
      "a.lab",
      """
      spawn sh 'trap "" TERM INT HUP; echo up; while :; do sleep 1; done' as s
      expect s up
      | s: up
      spawn sh 'setsid sleep 600 & echo left; exit 0' as p
      join p
      | p: left
      spawn sleep 600 as r with stdin pipe
      send r never read
      print a
      | a
      """)
    let start = ContinuousClock.now
    let outcome = try shop.run("check", "a.lab")
    #expect(ContinuousClock.now - start < .seconds(9))
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("not joined: s:"))
    #expect(outcome.output.contains("not joined: r:"))
  }

  @Test func `an interrupt ends all and tells what was done`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", "print a\n| a\n")
    try shop.write(
      "b.lab", "spawn sh 'echo x > \"$1\"; exec sleep 612' {here}/up as t\njoin t\n| a\n")
    let run = try shop.start(["check", "-j", "1", "--junit", "j.xml", "."])
    try run.wait(for: "the second file") { shop.has("up") && run.written.contains("a.lab") }
    run.send(SIGINT)
    let outcome = try run.finish()
    #expect(outcome.status == 130)
    #expect(
      outcome.calmOutput == """
        ✓ ./a.lab (…)
        interrupted: 1 of 2 files done
        unfinished: ./b.lab
        1 passed, 0 failed

        """)
    #expect(try shop.read("j.xml").contains("tests=\"1\""))
    #expect(try Spawned.output(of: ["pgrep", "-fx", "sleep 612"]) == "")
  }

  @Test func `no folder is left of a session that was killed, whoever ran it`() throws {
    let shop = try Workshop()
    let temporary = ["TMPDIR": shop.path("tmp")]
    try shop.write("tmp/x", "")
    try shop.write(
      "a.lab", "print {dir}\n| {*}\nrun touch {dir}/f\nrun sh 'kill -KILL $PPID; sleep 9' as t\n")
    #expect(try shop.run("check", "--repeat", "2", "a.lab", environment: temporary).status == 3)
    #expect(try shop.run("bless", "a.lab", environment: temporary).status == 3)
    #expect(try shop.run("a.lab", environment: temporary).signal == SIGKILL)
    // Killed at the ceiling, and after a grace that was not enough.
    try shop.write("a.lab", "print a\n| a\nrun sh 'kill -STOP $PPID; exec sleep 617' as t\n")
    let late = try shop.run(
      "check", "--timeout-scale", "0.002", "a.lab", environment: temporary)
    #expect(late.output.contains("took longer than 1.20s"), "\(late.output)")
    try shop.write(
      "a.lab", "print a\n| a\nrun sh 'echo > \"$1\"; kill -STOP $PPID; exec sleep 618' {here}/up\n")
    let run = try shop.start(["check", "a.lab"], environment: temporary)
    try run.wait(for: "the file") { shop.has("up") }
    run.send(SIGTERM)
    #expect(try run.finish().signal == SIGTERM)
    #expect(try FileManager.default.contentsOfDirectory(atPath: shop.path("tmp")) == ["x"])
  }

  // MARK: - At a terminal

  @Test func `at a terminal one line says how far it is, and is gone at the end`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", "print a\n| b\n")
    try shop.write(
      "b.lab", "run sh 'until [ -e \"$1\" ]; do sleep 0.05; done' {here}/go as t\nprint a\n| a\n")
    let terminal = try PromptTerminal(
      running: "sh -c '\(BuiltTool.path) check \(shop.folder.path); echo status $?; sleep 60'")
    try terminal.see("1 of 2 files done, 1 failed, 1 running: ")
    try shop.write("go", "")
    let screen = try terminal.see("status 1")
    #expect(!screen.contains("running:"))
    #expect(screen.contains("1 passed, 1 failed in"))
  }

  @Test(arguments: [("check", "1 of 2 files done, 1 failed"), ("bless", "1 of 2 files done")])
  func `the line never says less than what stands above it`(_ verb: String, _ line: String) throws {
    let shop = try Workshop()
    try shop.write("a.lab", "print a\n| b\n")
    try shop.write("b.lab", "print b\n| b\n")
    let run = try shop.run(
      "-c", "run env TERM=xterm NO_COLOR=1 \(BuiltTool.path) \(verb) -j 1 . as t with pty 90x24")
    let frames = run.output.split(separator: "\\r\\e[K\\e[C\\e[J\\r")
    let verdict = try #require(frames.first { $0.contains("./a.lab") && !$0.contains("running") })
    #expect(verdict.hasSuffix("\nt: \(line)"), "\(run.output)")
    #expect(!run.output.contains("0 running"))
  }

  @Test func `an interrupt at a terminal leaves it as it was`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", "spawn sleep 616 as t\njoin t\n| a\n")
    let tool = "\(BuiltTool.path) check \(shop.folder.path)"
    let terminal = try PromptTerminal(
      running: "sh -c 'trap : INT; stty -a >before; \(tool); echo status $?; "
        + "stty -a | cmp - before && echo same; sleep 60'")
    try terminal.see("0 of 1 files done, 1 running: ")
    try terminal.press("C-c")
    try terminal.see("status 130")
    let screen = try terminal.see("same")
    #expect(screen.contains("interrupted: 0 of 1 files done\nunfinished: "))
    #expect(!screen.contains("running:"))
  }

  @Test(.enabled(if: Stranger.isAllowed || geteuid() != 0, "root needs no permission"))
  func `a folder whose permissions a child took away is removed all the same`() throws {
    let shop = try Workshop()
    try shop.write("tmp/x", "")
    try shop.write("kept/x", "")
    chmod(shop.path("tmp"), 0o777)
    let script = """
      mkdir -p "$1/a/b/c" "$1/d"; touch "$1/a/b/c/f"; ln -s \(shop.path("kept")) "$1/a/b/link"
      chmod 0 "$1/a/b/c" "$1/d"; chmod 0600 "$1/a/b"; chmod 0500 "$1/a" "$1"
      """
    try shop.write("ended.lab", "run sh '\(script)' {dir} as t\nt.exitcode\n| 0\n")
    try shop.write(
      "killed.lab", "run sh '\(script)' {dir} as t\nrun sh 'kill -KILL $PPID; sleep 9'\n| a\n")
    let user = geteuid() == 0 ? "\(BuiltTool.probe) setuid=\(Stranger.user) exec" : ""
    for (command, verdict) in [
      ("check ended.lab", "1 passed, 0 failed"), ("check killed.lab", "0 passed, 1 failed"),
      ("ended.lab", "2 lines"), ("killed.lab", ""),
    ] {
      let output = try Spawned.output(of: [
        "sh", "-c",
        "cd \(shop.folder.path); TMPDIR=$PWD/tmp \(user) \(BuiltTool.path) \(command); true",
      ])
      #expect(output.contains(verdict) || verdict.isEmpty, "\(output)")
      let left = try FileManager.default.contentsOfDirectory(atPath: shop.path("tmp"))
      #expect(left == ["x"], "\(command)")
    }
    #expect(shop.has("kept/x"))
  }
}
