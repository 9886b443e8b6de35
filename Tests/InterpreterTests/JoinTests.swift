import Glibc
import Interpreter
import Testing

/// `join`, `join any`, `sleep`.
struct JoinTests {
  @Test func `several have one deadline`() throws {
    try Bench.open { bench in
      bench.run("spawn sleep 60 as a; spawn sleep 60 as b; spawn sleep 60 as c")
      let took = ContinuousClock().measure { bench.run("join a b c for 100ms") }
      #expect(took >= .milliseconds(100))
      #expect(took < .milliseconds(2_000))
      #expect(bench.run("all.alive") == "True\nTrue\nTrue")
    }
  }

  @Test func `a deadline that is over reveals those that have ended, and only those`() throws {
    try expectSession(
      """
      spawn sh 'echo ended' as a; spawn sh 'echo started; sleep 60' as b
      expect b started
      | b: started
      join a b for 300ms
      | a: ended
      print {a.exitcode} {b.exitcode}
      | 0 None
      """)
  }

  @Test func `any returns the one that ended first`() throws {
    try expectSession(
      """
      spawn sleep 60 as slow
      spawn sh 'echo quick; exit 7' as quick
      join any slow quick
      | quick: quick
      print {last.handle} {last.exitcode} {slow.exitcode}
      | quick 7 None
      """)
  }

  @Test func `any returns each one once, in the order in which they ended`() throws {
    try expectSession(
      """
      worker w sh 'read x; exit $1'
      spawn w 1 as a with stdin pipe
      spawn w 2 as b with stdin pipe
      spawn w 3 as c with stdin pipe
      send c go; join any a b c; last.exitcode
      | 3
      send a go; join any a b c; last.exitcode
      | 1
      send b go; join any a b c; last.exitcode
      | 2
      join any a b c
      | error: all of them were seen to end already
      """)
  }

  @Test func `any of those that ended together returns the first to end`() throws {
    try expectSession(
      """
      spawn sh 'exit 1' as a
      sleep 100ms
      spawn sh 'exit 2' as b
      sleep 100ms
      join any b a; last.exitcode
      | 1
      join any b a; last.exitcode
      | 2
      """)
  }

  @Test func `any with a time that runs out is silent and changes nothing`() throws {
    try expectSession(
      """
      spawn sleep 60 as a; spawn sleep 60 as b
      join any a b for 20ms
      last.handle
      | b
      """)
  }

  @Test func `any of what never started is an error`() throws {
    try expectSession(
      """
      new true as a
      join any a
      | error: can only join a started process
      """)
  }

  @Test func `a thousand are joined at once`() throws {
    try expectSession(
      """
      spawn true as w x300
      join w
      repeat 1 { print all } tally w.exitcode
      | all
      | 300 0
      """)
  }

  @Test func `sleep waits, and sees what happened meanwhile`() throws {
    try Bench.open { bench in
      let took = ContinuousClock().measure { bench.run("sleep 120ms") }
      #expect(took >= .milliseconds(120))
      #expect(took < .seconds(2))
      let half = ContinuousClock().measure { bench.run("sleep 0.1") }
      #expect(half >= .milliseconds(100))
    }
    try expectSession(
      """
      sleep
      | error: 'sleep' needs a duration
      | hint: sleep D
      sleep soon
      | error: 'soon' is not a duration
      | hint: write 2s, 300ms, 1m
      sleep -1
      | error: '-1' is not a duration
      | hint: write 2s, 300ms, 1m
      """)
  }

  @Test func `in a checked file a join without a time has the default one`() throws {
    try Bench.open(.checked) { bench in
      let text = bench.run(
        """
        set timeout 200ms
        spawn sh 'echo written; sleep 60' as t
        join t
        """)
      #expect(text == "error: t did not end within 200ms")
      let pid = try bench.value("t.pid")
      let explanation = bench.output.explanations.map {
        $0.split(separator: " ").joined(separator: " ")
      }
      #expect(
        explanation == [
          "join t", "^^^^^^", "t: written",
          "HANDLE NAME PID STATE EXITCODE TOOK COMMAND",
          "t Process-1 \(pid) started - - sh 'echo written; sleep 60'",
        ])
      #expect(bench.session.hasTimedOut)
    }
  }

  @Test func `a time of its own that runs out is no error there either`() throws {
    try expectSession(
      """
      spawn sleep 60 as t
      join t for 20ms
      t.alive
      | True
      """, .checked)
  }

  @Test func `a flood of output is cut short by Ctrl-C, and the rest is left for the next join`()
    throws
  {
    try Bench.open { bench in
      bench.output.meanwhile = { [unowned output = bench.output] in
        guard output.lines.count == 10 else { return }
        // Directed at the process, it would go to a thread that doesn't block it.
        pthread_kill(pthread_self(), SIGINT)
      }
      let wanted = (1...5000).map { "t: \($0)" }
      let first = bench.run("run seq 5000 as t").split(separator: "\n").map(String.init)
      #expect(first.suffix(2) == ["error: interrupted", "interrupted"])
      #expect(wanted.starts(with: first.dropLast(2)))
      #expect((10..<5000).contains(first.count - 2))
      let second = bench.run("join t").split(separator: "\n").map(String.init)
      #expect(first.dropLast(2) + second == wanted)
      #expect(bench.run("join t") == "")
    }
  }

  @Test func `one that it doesn't fit keeps it from none of the others`() throws {
    try expectSession(
      """
      new true as a
      spawn sh 'sleep 0.1; echo done' as b
      join a b
      | b: done
      | error: can only join a started process
      b
      | <Process(Process-2, stopped)>
      new true as w x2
      start w.2
      join w
      | error: can only join a started process (w.1)
      kill w b
      | error: can only kill a started process (w.1)
      """)
  }

  @Test func `any of nobody`() throws {
    try expectSession("join any all\n| error: there is no process to join")
  }
}
