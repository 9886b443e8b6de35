import Interpreter
import ProcessEngine
import Testing

/// The end of the input: as at the end of a Python program.
struct EndOfInputTests {
  @Test func `daemons are terminated and the others joined`() throws {
    try Bench.open { bench in
      bench.run(
        """
        spawn sleep 60 as d with daemon
        spawn sh 'echo done; exit 3' as t
        """)
      try bench.session.endInput()
      #expect(bench.output.lines.map(\.text) == ["t: done"])
      #expect(
        bench.run("d; t") == """
          <Process(Process-1, stopped[SIGTERM] daemon)>
          <Process(Process-2, stopped[3])>
          """)
    }
  }

  @Test func `what was joined already is not said again`() throws {
    try Bench.open { bench in
      #expect(bench.run("run echo once as t; run echo twice as u") == "t: once\nu: twice")
      let count = bench.output.lines.count
      try bench.session.endInput()
      #expect(bench.output.lines.count == count)
    }
  }

  @Test func `output of a process that was seen to end but not joined is revealed at the end`()
    throws
  {
    try Bench.open { bench in
      bench.run("spawn echo said as t; expect t exits")
      #expect(bench.output.lines.isEmpty)
      try bench.session.endInput()
      #expect(bench.output.lines.map(\.text) == ["t: said"])
    }
  }

  @Test func `who waits for input gets its end, and who is paused goes on`() throws {
    try Bench.open { bench in
      bench.run(
        """
        spawn cat as c with stdin pipe
        send c last
        spawn sh 'read x; echo "got $x"' as p with stdin pipe
        pause p; expect p pauses
        send p on
        """)
      try bench.session.endInput()
      #expect(bench.output.lines.map(\.text) == ["c: last", "p: got on"])
    }
  }

  @Test func `one that was never started is left alone`() throws {
    try Bench.open { bench in
      bench.run("new sleep 60 as t")
      try bench.session.endInput()
      #expect(bench.run("t") == "<Process(Process-1, initial)>")
    }
  }

  @Test func `a daemon that ignores TERM is gone too when the session is over`() throws {
    try Bench.open { bench in
      bench.run(
        """
        spawn sh 'trap "" TERM; echo up; while :; do sleep 60; done' as d with daemon
        expect d up
        """)
      let clock = ContinuousClock()
      let took = try clock.measure { try bench.session.endInput() }
      #expect(took < .seconds(10))
    }
  }
}
