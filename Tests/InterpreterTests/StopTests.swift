import Interpreter
import Testing

/// `stop T [with SIG] [within D]`: signal, grace, KILL, and nothing is left.
struct StopTests {
  @Test func `a polite process is gone after TERM, and its output is shown`() throws {
    try expectSession(
      """
      spawn sh 'trap "echo bye; exit 3" TERM; echo up; while :; do sleep 0.02; done' as t
      expect t up
      | t: up
      stop t only
      | t: bye
      print {t} {t.exitcode}
      | <Process(Process-1, stopped[3])> 3
      """)
  }

  @Test func `one that ignores TERM is killed after the grace`() throws {
    try expectSession(
      """
      spawn sh 'trap "" TERM; echo up; while :; do sleep 60; done' as t
      expect t up
      | t: up
      stop t within 100ms
      t
      | <Process(Process-1, stopped[SIGKILL])>
      check t.shutdown >= 100ms
      check t.shutdown < 5s
      """)
  }

  @Test func `a paused process hears it, because CONT follows`() throws {
    try expectSession(
      """
      spawn sh 'trap "echo heard; exit 0" TERM; echo up; while :; do sleep 0.02; done' as t
      expect t up
      | t: up
      pause t only; expect t pauses
      stop t only
      | t: heard
      t
      | <Process(Process-1, stopped)>
      """)
  }

  @Test func `the signal may be another`() throws {
    try expectSession(
      """
      spawn sh 'trap "echo int; exit 0" INT; echo up; while :; do sleep 0.02; done' as t
      expect t up
      | t: up
      stop t with INT only
      | t: int
      spawn sleep 60 as u
      stop u with KILL
      u.exitcode
      | -9
      spawn sleep 60 as v
      stop v within 1s with USR1
      v.exitcode
      | -10
      """)
  }

  @Test func `nothing of its tree is left, also what left its session`() throws {
    try Bench.open { bench in
      bench.run(
        """
        spawn sh '
          setsid sh -c "trap \\"\\" TERM; echo pid \\$\\$; while :; do sleep 60; done" &
          wait' as t
        expect t pid
        """)
      let line = try #require(bench.output.lines.last?.text)
      let stranger = try #require(Int32(line.dropFirst("t: pid ".count)))
      #expect(Leaks.isAlive(stranger))
      bench.run("stop t within 100ms")
      #expect(!Leaks.isAlive(stranger))
      #expect(bench.run("t.exitcode") == "-15")
    }
  }

  @Test func `a process that has ended has its orphans stopped`() throws {
    try Bench.open { bench in
      bench.run("run sh 'sleep 60 & echo $!' as t")
      let line = try #require(bench.output.lines.last?.text)
      let orphan = try #require(Int32(line.dropFirst(3)))
      #expect(Leaks.isAlive(orphan))
      bench.run("stop t")
      #expect(!Leaks.isAlive(orphan))
      #expect(bench.run("t") == "<Process(Process-1, stopped)>")
    }
  }

  @Test func `several are stopped at once, with one grace for all`() throws {
    try Bench.open { bench in
      bench.run("spawn sh 'trap \"\" TERM; echo up; while :; do sleep 60; done' as w x5")
      for member in 1...5 { bench.run("expect w.\(member) up") }
      let took = ContinuousClock().measure { bench.run("stop w within 200ms") }
      #expect(took < .milliseconds(900))
      #expect(bench.run("w.exitcode") == "-9\n-9\n-9\n-9\n-9")
    }
  }

  @Test func `output of several is shown in order of creation`() throws {
    try expectSession(
      """
      worker polite sh 'trap "echo bye; exit" TERM; echo up; while :; do sleep 0.02; done'
      spawn polite as a; spawn polite as b
      expect a up; expect b up
      | a: up
      | b: up
      stop b a only
      | a: bye
      | b: bye
      """)
  }

  @Test func `stop of what has stopped does nothing; of what never started is an error`() throws {
    try expectSession(
      """
      run true as t
      stop t
      new true as u
      stop u
      | error: can only stop a started process
      """)
  }

  @Test func `a bad clause is refused before anything is signalled`() throws {
    try expectSession(
      """
      spawn sleep 60 as t
      stop t within soon
      | error: 'soon' is not a duration
      | hint: write 2s, 300ms, 1m
      stop t with NOSUCH
      | error: 'NOSUCH' is not a signal
      stop t within
      | error: 'stop' needs a duration
      | hint: stop T [with SIG] [within D] [only|group|tree]
      t.alive
      | True
      """)
  }
}
