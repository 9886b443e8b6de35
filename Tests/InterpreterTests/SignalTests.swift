import Glibc
import Interpreter
import Testing

/// `terminate`, `kill`, `signal`, `pause`, `resume`, and whom they reach.
struct SignalTests {
  @Test(arguments: [
    "INT", "int", "SIGINT", "sigint", "2", "Int",
  ])
  func `a signal in any spelling`(spelling: String) throws {
    try expectSession(
      """
      spawn sleep 60 as t
      signal \(spelling) t; join t
      t.exitcode
      | -2
      """)
  }

  @Test(arguments: [("RTMIN", 34), ("RTMIN+1", 35), ("SIGRTMIN+2", 36), ("RTMAX", 64), ("40", 40)])
  func `real-time signals too`(spelling: String, number: Int) throws {
    try expectSession(
      """
      spawn sleep 60 as t
      signal \(spelling) t; join t
      t.exitcode
      | -\(number)
      """)
  }

  @Test func `what is no signal is refused before anything runs, with the nearest`() throws {
    try expectSession(
      """
      spawn sleep 60 as t
      signal TREM t
      | error: 'TREM' is not a signal
      | hint: did you mean 'TERM'?
      signal 65 t
      | error: '65' is not a signal
      signal
      | error: 'signal' needs a signal
      | hint: signal SIG T [only|group|tree]
      signal INT
      | error: 'signal' needs a process
      | hint: signal SIG T [only|group|tree]
      t.alive
      | True
      """)
  }

  @Test func `tree, group and only reach whom they say`() throws {
    try Bench.open { bench in
      bench.run(
        #"""
        spawn sh '
          say() { trap "echo $1 got it" USR1; echo $1 up; while :; do sleep 0.02; done; }
          (say child) &
          setsid sh -c "trap \"echo stranger got it\" USR1
            echo stranger up; while :; do sleep 0.02; done" &
          say leader' as t
        """#)
      let members = ["leader", "child", "stranger"]
      for _ in members { bench.run("expect t up") }
      func reached(by scope: String, _ expected: [String]) {
        bench.output.lines = []
        bench.run("signal USR1 t \(scope)")
        for _ in expected { bench.run("expect t 'got it'") }
        bench.run("join t for 100ms; output t last \(expected.count)")
        let got = Set(bench.output.lines.map(\.text).filter { $0.hasPrefix("t: ") })
        #expect(got == Set(expected.map { "t: \($0) got it" }), "\(scope)")
      }
      reached(by: "only", ["leader"])
      reached(by: "group", ["leader", "child"])
      reached(by: "tree", members)
      reached(by: "", members)
    }
  }

  @Test func `terminate reaches the children too, as the notebook has it`() throws {
    try Bench.open { bench in
      bench.run(
        """
        spawn sh 'sleep 60 & echo $!; wait' as t
        expect t matches [0-9]+
        """)
      let line = try #require(bench.output.lines.last?.text)
      let child = try #require(Int32(line.dropFirst(3)))
      #expect(Leaks.isAlive(child))
      bench.run("terminate t; join t; stop t")
      #expect(!Leaks.isAlive(child))
    }
  }

  @Test func `only leaves the children alone, as Python does`() throws {
    try Bench.open { bench in
      bench.run(
        """
        spawn sh 'sleep 60 & echo $!; wait' as t
        expect t matches [0-9]+
        """)
      let line = try #require(bench.output.lines.last?.text)
      let child = try #require(Int32(line.dropFirst(3)))
      bench.run("terminate t only; join t")
      #expect(bench.run("t.exitcode") == "-15")
      #expect(Leaks.isAlive(child))
      // The process has stopped; its descendant lives on and is signalled.
      bench.run("terminate t; stop t")
      #expect(!Leaks.isAlive(child))
    }
  }

  @Test func `pause freezes the whole tree, resume lets it go on`() throws {
    try expectSession(
      """
      spawn sh 'sh -c "while :; do sleep 0.02; echo tick; done" & wait' as t
      expect t tick
      | t: tick
      pause t; expect t pauses
      t.state
      | paused
      resume t
      join t for 50ms
      t.state
      | started
      """)
  }

  @Test func `expect pauses sees a process that stops itself`() throws {
    try expectSession(
      """
      spawn sh 'kill -STOP $$; echo went on' as t
      expect t pauses
      print {t} {t.state} {t.alive}
      | <Process(Process-1, started)> paused True
      resume t; join t
      | t: went on
      """)
  }

  @Test func `expect pauses fails when the process ends instead`() throws {
    try expectSession(
      """
      spawn sh 'exit 3' as t
      expect t pauses
      | error: t ended with exitcode 3 before it paused
      spawn sleep 60 as u
      expect u pauses within 20ms
      | error: u did not pause within 20ms
      """)
  }

  @Test func `several signals in a row all arrive, each once`() throws {
    try expectSession(
      """
      spawn sh '
        trap "echo one" USR1; trap "echo two" USR2
        echo up; while :; do sleep 0.02; done' as t
      expect t up
      | t: up
      signal USR1 t only; expect t one
      | t: one
      signal USR2 t only; expect t two
      | t: two
      stop t with KILL
      """)
  }

  @Test func `at the prompt a signal tells whom it reached`() throws {
    try Bench.open(.live) { bench in
      bench.run("spawn sh 'sleep 60 & sleep 60 & echo up; wait' as t; expect t up; terminate t")
      #expect(bench.output.notices.contains("TERM to t and 2 descendants"))
      bench.run("join t")
      bench.run("spawn sleep 60 as u; kill u")
      #expect(bench.output.notices.contains("KILL to u"))
    }
  }

  @Test func `a signal has one name, Python's`() throws {
    try expectSession(
      """
      for s in IO RTMAX { spawn sleep 60 as t; signal {s} t; join t; t; t.signal }
      | <Process(Process-1, stopped[SIGPOLL])>
      | SIGPOLL
      | <Process(Process-2, stopped[SIGRTMAX])>
      | SIGRTMAX
      """)
  }
}

extension Leaks {
  /// Whether a process runs, and is not just a zombie.
  static func isAlive(_ pid: Int32) -> Bool {
    guard let file = fopen("/proc/\(pid)/stat", "r") else { return false }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 512)
    let count = fread(&buffer, 1, buffer.count, file)
    let text = String(decoding: buffer.prefix(count), as: UTF8.self)
    guard let end = text.lastIndex(of: ")") else { return false }
    return text[end...].dropFirst(2).first != "Z"
  }
}
