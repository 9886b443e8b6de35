import Foundation
import Testing

/// `proclab check`: the test runner.
struct CheckModeTests {
  @Test func `a file that holds`() throws {
    let run = try ToolRun.check(
      """
      run sh 'echo hello; exit 3' as t
      | t: hello
      t.exitcode
      | 3
      """)
    #expect(run.report == "✓ a.lab\n1 passed, 0 failed")
    #expect(run.status == 0)
  }

  @Test func `a mismatch with its place, the statement, and the difference`() throws {
    let run = try ToolRun.check(
      """
      run true as t
      for n in 1 2 {
        print {n}
      }
      | 1
      | 3
      """)
    #expect(
      run.report == """
        ✗ a.lab
          a.lab:2: for n in 1 2 {
              print {n}
            }
              | 1
            - | 3   ← missing
            + | 2   ← not expected
        0 passed, 1 failed
        """)
    #expect(run.status == 1)
  }

  @Test func `a check or an expect that fails is status 1, shown with its place`() throws {
    let run = try ToolRun.check("run true as t\ncheck t.exitcode == 1\n")
    #expect(
      run.report == """
        ✗ a.lab
          a.lab:2: check t.exitcode == 1
            + | error: check failed: t.exitcode is 0, expected == 1   ← \
        an error that no expectation names
               --> a.lab:2:7
              2 | check t.exitcode == 1
                |       ^^^^^^^^^^
        0 passed, 1 failed
        """)
    #expect(run.status == 1)
    let expect = try ToolRun.check("spawn sh 'exit 1' as t\nexpect t ready\n")
    #expect(expect.output.contains("t ended with exitcode 1 before it printed 'ready'"))
    #expect(expect.status == 1)
  }

  @Test func `an error that an expectation names is no failure`() throws {
    let run = try ToolRun.check(
      """
      kill nobody-there
      | error: no process is called 'nobody-there'
      spwan x
      | error: 'spwan' is not a verb
      | hint: did you mean 'spawn'?
      run true as t
      check t.exitcode == 1
      |~ error: check failed: .*
      """)
    #expect(run.report == "✓ a.lab\n1 passed, 0 failed")
    #expect(run.status == 0)
  }

  @Test func `a process that no line saw end is not joined: status 3, and it is ended`() throws {
    let run = try ToolRun.check("spawn sh 'sleep 60 & wait' as t\nprint a\n| a\n")
    #expect(
      run.report == """
        ✗ a.lab
          not joined: t: sh 'sleep 60 & wait'
        0 passed, 1 failed
        """)
    #expect(run.status == 3)
  }

  @Test func `not joined is decided by what the session saw, not by how fast it was`() throws {
    let run = try ToolRun.check("spawn true as t\nrun sleep 0.2 as other\nprint a\n| a\n")
    #expect(run.status == 0, "\(run.output)")
    let unseen = try ToolRun.check("spawn true as t\nprint a\n| a\n")
    #expect(unseen.output.contains("not joined: t: true"))
    #expect(unseen.status == 3)
    let daemon = try ToolRun.check("spawn sleep 60 as t with daemon\nprint a\n| a\n")
    #expect(daemon.status == 0, "\(daemon.output)")
    let stopped = try ToolRun.check("spawn sleep 60 as t\nstop t\nprint a\n| a\n")
    #expect(stopped.status == 0, "\(stopped.output)")
  }

  @Test func `a default deadline: what was waited for, its output, the table, and on it goes`()
    throws
  {
    let run = try ToolRun.check(
      """
      set timeout 300ms
      spawn sh 'echo so far; sleep 60' as t
      join t
      t
      | <Process(Process-1, stopped)>
      print on
      | on
      kill t; join t
      | t: so far
      """)
    let report = run.report.replacing(#/Process-1 +\d+/#, with: "Process-1  PID")
      .split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(
      report.joined(separator: "\n") == """
        ✗ a.lab
        a.lab:3: join t
        + | error: t did not end within 300ms ← not expected
        --> a.lab:3:1
        3 | join t
        | ^^^^^^
        t: so far
        HANDLE NAME PID STATE EXITCODE TOOK COMMAND
        t Process-1 PID started - - sh 'echo so far; sleep 60'
        a.lab:4: t
        - | <Process(Process-1, stopped)> ← missing
        + | <Process(Process-1, started)> ← not expected
        (may follow from the timeout in line 3)
        0 passed, 1 failed
        """)
    #expect(run.status == 3)
  }

  @Test func `a time of its own that runs out in join is no failure`() throws {
    let run = try ToolRun.check("spawn sleep 60 as t\njoin t for 50ms\nt.alive\n| True\nstop t\n")
    #expect(run.status == 0, "\(run.output)")
  }

  @Test func `timeouts are scaled`() throws {
    let clock = ContinuousClock()
    let took = try clock.measure {
      let run = try ToolRun.check(
        "set timeout 50ms\nspawn sleep 60 as t\njoin t\n|...\nstop t with KILL\n",
        "--timeout-scale", "10")
      #expect(run.output.contains("within 500ms"), "\(run.output)")
    }
    #expect(took >= .milliseconds(500))
  }

  @Test func `a program named by a relative path is refused with a hint`() throws {
    let run = try ToolRun.check("run ./helper as t\nt\n|...\n")
    #expect(
      run.output.contains("error: './helper' is a relative path, which means another file"))
    #expect(run.output.contains("./helper"))
    #expect(run.status == 1)
  }

  @Test func `a file that checks nothing fails`() throws {
    let run = try ToolRun.check("run true as t\n")
    #expect(
      run.report == """
        ✗ a.lab
          checks nothing: no expectation, no check, no expect
        0 passed, 1 failed
        """)
    #expect(run.status == 1)
    #expect(try ToolRun.check("").status == 1)
    #expect(try ToolRun.check("repeat 1 { run true as t; check t.exitcode == 0 }\n").status == 0)
    #expect(try ToolRun.check("spawn echo up as t; expect t up\njoin t\n").status == 0)
  }

  @Test func `a malformed file is status 2, before anything runs`() throws {
    let run = try ToolRun.check("run touch {here}/ran\nprint a\n| {nonsense}\n")
    #expect(run.output.contains("{nonsense}"))
    #expect(run.status == 2)
  }

  @Test func `a file that needs an argument can't be checked`() throws {
    let run = try ToolRun.check("print {1}\n| {1}\n")
    #expect(
      run.report == """
        ✗ a.lab
          argument {1} is not given when a file is checked
        0 passed, 1 failed
        """)
    #expect(run.status == 2)
  }

  @Test func `a clean environment, in a folder of its own, without a terminal`() throws {
    let run = try ToolRun.check(
      """
      run sh 'echo "$LC_ALL $TZ"; test "$HOME" = "$TMPDIR" && echo same; pwd' as t
      | t: C.UTF-8 UTC
      | t: same
      | t: {dir}
      run sh 'echo "$HOME"; env | cut -d= -f1 | sort | tr "\\n" " "' as u
      | u: {dir}
      | u: HOME LC_ALL PATH PROCLAB_RUN PWD TMPDIR TZ\\x20
      run sh 'tty; ls -l /proc/self/fd/0 | grep -c /dev/null' as v
      | v: not a tty
      | v: 1
      """)
    #expect(run.report == "✓ a.lab\n1 passed, 0 failed", "\(run.output)")
  }

  @Test func `files and folders of files, in name order, and the worst status counts`() throws {
    try Folder.with { folder in
      _ = try folder.write("print a\n| a\n", to: "b/one.lab")
      _ = try folder.write("run sleep 0.2\nprint a\n| b\n", to: "b/a.lab")
      _ = try folder.write("require command nosuchcommand-anywhere\nprint a\n| a\n", to: "a.lab")
      _ = try folder.write("not a session file", to: "b/c.txt")
      let run = try ToolProcess(["check", "-j", "4", folder.path]).finish().without(folder)
      #expect(
        run.report == """
          – a.lab
            skipped: needs the command 'nosuchcommand-anywhere'
          ✗ b/a.lab
            b/a.lab:2: print a
              - | b   ← missing
              + | a   ← not expected
          ✓ b/one.lab
          1 passed, 1 failed, 1 skipped
          """)
      #expect(run.status == 1)
    }
  }

  @Test func `all skipped is status 77`() throws {
    let run = try ToolRun.check("require command nosuchcommand-anywhere\nprint a\n| a\n")
    #expect(run.status == 77)
  }

  @Test func `nothing to check is wrong usage`() throws {
    try Folder.with { folder in
      let empty = try ToolRun.run("check", folder.path)
      #expect(empty.status == 2)
      let missing = folder.path + "/nosuch.lab"
      let none = try ToolRun.run("check", missing)
      #expect(none.status == 2)
    }
  }

  @Test func `a file with children that ignore signals, hold pipes and never read, ends`() throws {
    let clock = ContinuousClock()
    let took = try clock.measure {
      let run = try ToolRun.check(
        """
        set timeout 300ms
        spawn sh 'trap "" TERM INT HUP; echo up; while :; do sleep 60; done' as a
        expect a up
        | a: up
        spawn sh 'sleep 60 & exit 3' as b
        join b
        spawn sleep 60 as c with stdin pipe
        repeat 100 { send c xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx }
        spawn yes as d
        join a b c d
        |... 
        """)
      #expect(run.status == 3, "\(run.output)")
    }
    #expect(took < .seconds(20))
  }

  @Test func `a session file with CR LF and without a final newline`() throws {
    let run = try ToolRun.check("run echo a as t\r\n| t: a\r\nprint b\r\n| b")
    #expect(run.status == 0, "\(run.output)")
  }

  @Test func `what a process wrote and the processes are shown escaped once`() throws {
    let text = #"""
      set timeout 300ms
      spawn sh 'printf "\033[1mX\tc:\\\\temp\n"; sleep 9' as t
      expect t foo
      kill t; join t
      |...
      """#
    let shown = #"t: \e[1mX\tc:\\temp"#
    let command = #"sh 'printf "\033[1mX\\tc:\\\\\\\\temp\n"; sleep 9'"#
    for flags in [[], ["--tap"]] {
      let run = try Folder.with { folder in
        try ToolProcess(["check"] + flags + [try folder.write(text, to: "a.lab")]).finish()
      }
      let lines = run.output.split(separator: "\n")
      #expect(lines.contains { $0.hasSuffix("  \(shown)") }, "\(run.output)")
      #expect(lines.contains { $0.hasSuffix("  \(command)") }, "\(run.output)")
    }
  }

  @Test func `the line with the caret is the line of the file`() throws {
    let text = #"""
      run nosuch 'a\nb' '\\033' 'c:\temp'
      print a
      | a
      """#
    let shown = #"  1 | run nosuch 'a\nb' '\\033' 'c:\temp'"#
    for run in [try ToolRun.check(text), try ToolRun.replay(text)] {
      #expect(run.output.split(separator: "\n").contains { $0.hasSuffix(shown) }, "\(run.output)")
    }
  }

  @Test func `an error that a difference does not show is said, and its place once`() throws {
    let run = try ToolRun.check("kill zz\n| x\n|...\n")
    #expect(
      run.report == """
        ✗ a.lab
          a.lab:1: kill zz
            - | x   ← missing
              |...
            + | error: no process is called 'zz'   ← an error that no expectation names
               --> a.lab:1:6
              1 | kill zz
                |      ^^
        0 passed, 1 failed
        """)
    let timeout = try ToolRun.check(
      "set timeout 100ms\nspawn sleep 9 as t\nexpect t up\n| t: up\n|...\nkill t; join t\n")
    #expect(
      timeout.output.contains(
        """
            - | t: up   ← missing
              |...
            + | error: t did not print 'up' within 100ms   ← an error that no expectation names
        """), "\(timeout.output)")
    let set = try ToolRun.check(
      "set timeout 100ms\nspawn sleep 9 as w x2\njoin w\n| x\nkill w; join w\n")
    #expect(set.output.ranges(of: "--> a.lab:3:1").count == 1, "\(set.output)")
  }

  @Test func `only what is about the same process may follow from a timeout`() throws {
    func remarks(_ line: String) throws -> [Substring] {
      let run = try ToolRun.check(
        """
        set timeout 100ms
        spawn sleep 9 as t
        spawn sleep 9 as w x2
        spawn sleep 9 as other
        join t
        |...
        join w
        |...
        \(line)
        | wrong
        set timeout 20s
        kill all; join all
        """)
      return run.output.split(separator: "\n").filter { $0.contains("(may follow") }
        .map { $0.trimmingPrefix { $0 == " " } }
    }
    for line in ["print indep", "print {other.state}", "run true as u", "events other"] {
      #expect(try remarks(line) == [], "\(line)")
    }
    for line in ["t", "print {t.state}", "ps", "join Process-1 for 1ms; t", "for j of t { j }"] {
      #expect(try remarks(line) == ["(may follow from the timeout in line 5)"], "\(line)")
    }
    for line in ["w.state", "w.2", "ps w*", "for j of w { print {j.state} }", "restart w.1; w.1"] {
      #expect(try remarks(line) == ["(may follow from the timeout in line 7)"], "\(line)")
    }
  }

  @Test func `a timeout behind one that was expected is a timeout`() throws {
    let run = try ToolRun.check(
      """
      set timeout 100ms
      spawn sleep 9 as t
      join t
      | error: t did not end within 100ms
      join t
      kill t; join t
      """)
    #expect(run.status == 3)
  }
}
