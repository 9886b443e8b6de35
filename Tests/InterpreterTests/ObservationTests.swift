import Interpreter
import Testing

/// What a session sees, and when: only while it waits or looks.
struct ObservationTests {
  @Test func `after terminate it is still started; after the join it is not`() throws {
    // A session that looked in between would be flaky: so again and again.
    for _ in 1...50 {
      try expectSession(
        """
        spawn sleep 60 as p
        terminate p
        print {p} {p.alive} {p.exitcode}
        | <Process(Process-1, started)> True None
        join p
        print {p} {p.alive} {p.exitcode}
        | <Process(Process-1, stopped[SIGTERM])> False -15
        """)
    }
  }

  @Test(arguments: [
    "join t", "join other for 50ms", "stop other", "sleep 50ms", "expect other exits within 50ms",
    "ps", "tree", "show other", "events other", "timeline", "stats other",
    "join any other for 50ms",
  ])
  func `a wait or a look sees`(statement: String) throws {
    try Bench.open { bench in
      bench.run("spawn sh 'exit 3' as t; spawn sleep 60 as other")
      try awaitZombie(bench, "t")
      #expect(bench.run("t") == "<Process(Process-1, started)>")
      bench.run(statement)
      #expect(bench.run("t") == "<Process(Process-1, stopped[3])>", "\(statement)")
    }
  }

  @Test(arguments: [
    "t.state", "print {t}", "check t.alive", "terminate other", "kill other", "pause other",
    "resume other", "signal USR1 other", "send other x", "close other", "output other",
    "new true as n",
    "spawn true as n", "start n", "set tags off", "log info", "history", "help", "cd .",
    "for p of all { print {p} }", "worker w true",
  ])
  func `nothing else sees`(statement: String) throws {
    try Bench.open { bench in
      bench.run("spawn sh 'exit 3' as t; spawn sleep 60 as other with stdin pipe; new true as n")
      try awaitZombie(bench, "t")
      bench.run(statement)
      #expect(bench.run("t") == "<Process(Process-1, started)>", "\(statement)")
    }
  }

  @Test func `a paused process is so only once somebody looked`() throws {
    try Bench.open { bench in
      bench.run("spawn sleep 60 as t; pause t")
      #expect(bench.run("t.state") == "started")
      bench.run("expect t pauses")
      #expect(bench.run("t.state") == "paused")
      bench.run("resume t")
      #expect(bench.run("t.state") == "paused")
      bench.run("join t for 50ms")
      #expect(bench.run("t.state") == "started")
    }
  }

  @Test func `what a process writes is revealed only by name`() throws {
    try expectSession(
      """
      spawn sh 'echo one; echo two; exit 3' as t
      spawn sleep 60 as other
      sleep 300ms
      ps t
      | HANDLE NAME PID STATE EXITCODE TOOK COMMAND
      | t Process-1 {pid} stopped 3 {dur} sh 'echo one; echo two; exit 3'
      join other for 10ms
      join t
      | t: one
      | t: two
      join t
      """, showing: .squeezed)
  }

  @Test func `several are revealed in order of creation, stdout then stderr`() throws {
    try expectSession(
      """
      worker talk sh 'echo "$1 wrong" >&2; echo "$1 out"; echo "$1 worse" >&2'
      spawn talk a as a; spawn talk b as b; spawn talk c as c
      join c b a
      | a: a out
      | a err: a wrong
      | a err: a worse
      | b: b out
      | b err: b wrong
      | b err: b worse
      | c: c out
      | c err: c wrong
      | c err: c worse
      """)
  }

  @Test func `expect reveals one stream up to the line, join the rest`() throws {
    try expectSession(
      """
      spawn sh 'echo 1; echo 2; echo e >&2; echo 3; echo 4' as t
      expect t 2
      | t: 1
      | t: 2
      expect t err e
      | t err: e
      join t
      | t: 3
      | t: 4
      """)
  }

  @Test func `what a descendant writes after the join shows only in output`() throws {
    try expectSession(
      """
      run mkfifo {dir}/fifo
      spawn sh 'echo mine; (read x; echo late) < "$1" & exit 2' {dir}/fifo as t
      join t
      | t: mine
      run sh 'echo go > "$1"' {dir}/fifo
      sleep 200ms
      join t
      output t
      | t: mine
      | t: late
      """)
  }

  @Test func `tags can be turned off and on`() throws {
    try expectSession(
      """
      set tags off
      run sh 'echo out; echo err >&2' as t
      | out
      | err
      set tags on
      run sh 'echo out; echo err >&2' as t
      | t: out
      | t err: err
      set tags maybe
      | error: 'maybe' is not on or off
      | hint: write on, off
      """)
  }

  @Test func `without a handle the name tags`() throws {
    try expectSession(
      """
      run sh 'echo out; echo err >&2'
      | Process-1: out
      | Process-1 err: err
      """)
  }

  @Test func `a verb that succeeds is silent`() throws {
    try Bench.open { bench in
      #expect(
        bench.run(
          """
          new sleep 60 as t; start t; pause t; resume t; terminate t; kill t; join t; stop t
          spawn cat as c with stdin pipe; send c x; close c
          worker w true; set style modern; cd .; log off
          forget t
          """) == "")
    }
  }

  @Test func `output that was dropped is one line where it was`() throws {
    try Bench.open { bench in
      bench.run("spawn sh 'echo first; yes 0123456 | head -n 400000; echo last' as t; join t")
      let lines = bench.output.lines.map(\.text)
      let first = try #require(lines.first)
      #expect(first.hasPrefix("t: … ") && first.hasSuffix(" bytes dropped"))
      #expect(lines.last == "t: last")
      #expect(lines.dropFirst().dropLast().allSatisfy { $0 == "t: 0123456" })
      let shown = lines.dropFirst().reduce(0) { $0 + $1.utf8.count - 3 + 1 }
      let dropped = try #require(Int(first.dropFirst("t: … ".count).prefix { $0.isNumber }))
      #expect(shown + dropped == 400_000 * 8 + "first\nlast\n".count)
      #expect(try bench.value("t.out") == "\(400_000 * 8 + 11)")
    }
  }

  /// Waits until the kernel says that a process has ended and the engine may know, but the session
  /// has not looked.
  private func awaitZombie(_ bench: Bench, _ handle: String) throws {
    let pid = try #require(Int32(try bench.value("\(handle).pid")))
    let start = ContinuousClock.now
    while Leaks.isAlive(pid) {
      try #require(ContinuousClock.now - start < .seconds(10))
    }
  }
}
