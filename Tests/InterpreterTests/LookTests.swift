import Foundation
import Interpreter
import Testing

/// `T`, `print`, `ps`, `show`, `events`, and the same as JSON.
struct LookTests {
  @Test func `print joins its words with a blank`() throws {
    try expectSession(
      """
      print
      |
      print a  b   'c  d' ''
      | a b c  d\u{20}
      """)
  }

  @Test func `a bare value prints; of a set a line each`() throws {
    try expectSession(
      """
      run sh 'exit 2' as t
      t
      | <Process(Process-1, stopped[2])>
      t.exitcode
      | 2
      t.command
      | sh 'exit 2'
      t.took
      | {dur}
      """)
  }

  @Test func `every attribute, before, while and after`() throws {
    try expectSession(
      """
      new sh 'echo out; echo err >&2; exit 3' as t with name job
      show t
      | handle    t
      | name      job
      | pid       None
      | ppid      None
      | pgid      None
      | sid       None
      | state     initial
      | alive     False
      | exitcode  None
      | signal    None
      | core      None
      | daemon    False
      | command   sh 'echo out; echo err >&2; exit 3'
      | repr      <Process(job, initial)>
      | took      None
      | ready     None
      | shutdown  None
      | cpu       None
      | user      None
      | sys       None
      | rss       None
      | out       0
      | err       0
      | dropped   0
      | runs      0
      start t; join t
      | t: out
      | t err: err
      show t
      | handle    t
      | name      job
      | pid       {pid}
      | ppid      {pid}
      | pgid      {pid}
      | sid       {pid}
      | state     stopped
      | alive     False
      | exitcode  3
      | signal    None
      | core      False
      | daemon    False
      | command   sh 'echo out; echo err >&2; exit 3'
      | repr      <Process(job, stopped[3])>
      | took      {dur}
      | ready     {dur}
      | shutdown  None
      | cpu       {dur}
      | user      {dur}
      | sys       {dur}
      | rss       None
      | out       4
      | err       4
      | dropped   0
      | runs      1
      """)
  }

  @Test func `took, ready and shutdown are measured`() throws {
    try expectSession(
      """
      spawn sh 'sleep 0.2; echo up; trap "sleep 0.1; exit" TERM; while :; do sleep 0.01; done' as t
      expect t up
      | t: up
      check t.ready >= 100ms
      check t.took == None
      sleep 50ms
      terminate t only; join t
      check t.shutdown >= 100ms
      check t.took >= 250ms
      check t.took < 10s
      """)
  }

  @Test func `cpu and rss of what really worked`() throws {
    try expectSession(
      """
      run sh 'i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done' as t
      check t.cpu > 1ms
      check t.user > 0
      check t.cpu < 30s
      """)
  }

  @Test func `ps is a table of everyone, or of some`() throws {
    try expectSession(
      """
      ps
      | HANDLE NAME PID STATE EXITCODE TOOK COMMAND
      new true as a
      run sh 'exit 3' as b with name job
      spawn sleep 60
      ps
      | HANDLE NAME PID STATE EXITCODE TOOK COMMAND
      | a Process-1 - initial - - true
      | b job {pid} stopped 3 {dur} sh 'exit 3'
      | - Process-3 {pid} started - - sleep 60
      ps b
      | HANDLE NAME PID STATE EXITCODE TOOK COMMAND
      | b job {pid} stopped 3 {dur} sh 'exit 3'
      """, showing: .squeezed)
  }

  @Test func `ps looks: a state is what it is now`() throws {
    try expectSession(
      """
      spawn true as t
      spawn sleep 60 as other
      expect t exits
      spawn sh 'kill -STOP $$' as u
      expect u pauses
      ps t u
      | HANDLE NAME PID STATE EXITCODE TOOK COMMAND
      | t Process-1 {pid} stopped 0 {dur} true
      | u Process-3 {pid} paused - - sh 'kill -STOP $$'
      """, showing: .squeezed)
  }

  @Test func `columns stand right under wide names`() throws {
    try Bench.open { bench in
      bench.run("new true as 进程; new true as t with name 工人-1")
      #expect(
        bench.run("ps") == """
          HANDLE  NAME       PID  STATE    EXITCODE  TOOK  COMMAND
          进程    Process-1  -    initial  -         -     true
          t       工人-1     -    initial  -         -     true
          """)
    }
  }

  @Test func `an argument that holds escape codes is shown escaped`() throws {
    try expectSession(
      ##"""
      new echo "\e[31mred" as t
      ps
      | HANDLE NAME PID STATE EXITCODE TOOK COMMAND
      | t Process-1 - initial - - echo '\e[31mred'
      t.command
      | echo '\e[31mred'
      print "\e[31mred"
      | \e[31mred
      """##, showing: .squeezed)
  }

  @Test func `events tell what happened, in order`() throws {
    try Bench.open { bench in
      bench.run(
        """
        spawn sh 'kill -STOP $$; echo on; read x; exit 3' as t with stdin pipe
        expect t pauses
        resume t; expect t on
        """)
      // The kernel tells only the last change: so it is looked for before there is another.
      let start = ContinuousClock.now
      while bench.run("sleep 5ms; t.state") != "started" {
        try #require(ContinuousClock.now - start < .seconds(10))
      }
      bench.run("send t go; join t")
      // When the ends of pipes are seen, before or after the exit, is up to the kernel.
      let lines = bench.run("events t").split(separator: "\n")
      let events = lines.filter { !$0.hasSuffix(" closed") }.joined(separator: "\n")
      #expect(
        events == """
          {time} t started, pid {pid}
          {time} t paused by SIGSTOP
          {time} t sent SIGCONT to pid {pid}
          {time} t resumed
          {time} t exited with 3
          {time} t reaped
          {time} t nothing left of it
          """)
      #expect(lines.contains("{time} t stdout closed"))
    }
  }

  @Test func `a command with quotes shows so that it can be typed again`() throws {
    try expectSession(
      #"""
      run printf '[%s]' "it's" 'say "hi"' "it's \{x}" \\ as t
      | t: [it's][say "hi"][it's {x}][\]
      t.command
      | printf [%s] "it's" 'say "hi"' "it's \{x}" '\'
      run printf [%s] "it's" 'say "hi"' "it's \{x}" '\' as u
      | u: [it's][say "hi"][it's {x}][\]
      """#)
  }

  @Test func `json is one object a line, with values of their own kind`() throws {
    try Bench.open { bench in
      bench.run(
        #"""
        run sh 'echo "a\"b"; exit 3' as t with name job
        new echo "tab\there" 'quote " backslash \' as u with daemon
        """#)
      let rows = try objects(bench, "ps json")
      #expect(rows.count == 2)
      let first = try #require(rows.first)
      #expect(first["handle"] as? String == "t")
      #expect(first["name"] as? String == "job")
      #expect(first["pid"] as? Int == Int(try bench.value("t.pid")))
      #expect(first["alive"] as? Bool == false)
      #expect(first["exitcode"] as? Int == 3)
      #expect(first["signal"] is NSNull)
      #expect(first["state"] as? String == "stopped")
      #expect((first["took"] as? Double).map { $0 > 0 && $0 < 10 } == true)
      let second = rows[1]
      #expect(second["pid"] is NSNull)
      #expect(second["daemon"] as? Bool == true)
      #expect(second["command"] as? String == "echo 'tab\there' 'quote \" backslash \\'")
      #expect(try objects(bench, "show u json").first as NSDictionary? == second as NSDictionary)
    }
  }

  @Test func `json of events, of a tree, a timeline and of stats`() throws {
    try Bench.open { bench in
      bench.run("spawn sh 'sleep 60 & echo up; wait' as t; expect t up; run true as u")
      let events = try objects(bench, "events t json")
      #expect(events.first?["process"] as? String == "t")
      #expect((events.first?["event"] as? String)?.hasPrefix("started, pid ") == true)
      #expect(events.first?["time"] is Double)
      let tree = try #require(try objects(bench, "tree t json").first)
      let descendants = try #require(tree["descendants"] as? [[String: Any]])
      #expect(descendants.count == 1)
      #expect(descendants.first?["ppid"] as? Int == tree["pid"] as? Int)
      let timeline = try objects(bench, "timeline json")
      #expect(timeline.map { $0["process"] as? String } == ["t", "u"])
      #expect(timeline[0]["end"] is NSNull)
      let stats = try #require(try objects(bench, "stats u json").first)
      #expect(stats["runs"] as? Int == 1)
      #expect(stats["exitcodes"] as? [String: Int] == ["0": 1])
      let figures = stats["took"] as? [String: Double]
      #expect(figures?.keys.sorted() == ["max", "median", "min", "p95"])
    }
  }

  @Test func `json of a value alone`() throws {
    try Bench.open { bench in
      bench.run("run sh 'exit 3' as t; set style modern")
      #expect(bench.run("t.exitcode json") == "3")
      #expect(bench.run("t.alive json") == "false")
      #expect(bench.run("t.signal json") == "null")
      #expect(bench.run("t.command json") == #""sh 'exit 3'""#)
    }
  }

  @Test func `every json line parses, whatever a child is called`() throws {
    try Bench.open { bench in
      bench.run(
        ##"""
        spawn echo "\x01\x1f\x7f\xff\xc2\x80" "é😀\u{2028}" "\"\\" as t; join t
        """##)
      for verb in ["ps json", "show t json", "events json", "tree t json", "timeline json"] {
        let rows = try objects(bench, verb)
        #expect(!rows.isEmpty, "\(verb)")
      }
    }
  }

  private func objects(_ bench: Bench, _ statement: String) throws -> [[String: Any]] {
    let start = bench.output.lines.count
    bench.run(statement)
    return try bench.output.lines[start...].map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.text.utf8))
      return try #require(object as? [String: Any])
    }
  }

  @Test func `what an older run left behind is looked at, and swept`() throws {
    try expectSession(
      """
      spawn sh 'setsid sleep 60 & until grep -q sleep /proc/$!/comm; do :; done' as t
      join t
      spawn true as t; join t
      ps
      | HANDLE  NAME           PID  STATE    EXITCODE    TOOK  COMMAND
      | -       Process-1  {pid}  zombie          0  {dur}  sh 'setsid sleep 60 & until grep -q sleep /proc/$!/comm; do :; done'
      | t       Process-2  {pid}  stopped         0  {dur}  true
      tree
      | Process-1  pid {pid}  zombie  sh 'setsid sleep 60 & until grep -q sleep /proc/$!/comm; do :; done'
      | └─ pid {pid}  sleep  orphan
      stop all
      ps
      | HANDLE  NAME           PID  STATE    EXITCODE    TOOK  COMMAND
      | t       Process-2  {pid}  stopped         0  {dur}  true
      """)
  }

  @Test func `a zombie is one in JSON too, and never started is no run`() throws {
    try Bench.open { bench in
      bench.run("spawn sh 'sleep 60 & exit 3' as t; join t")
      for look in ["ps t json", "show t json", "tree t json"] {
        #expect(bench.run(look).contains(#""state": "zombie""#), "\(look)")
      }
      #expect(bench.run("stop t; new true as n; n.runs; stats n") == "0\nn: 0 runs, exit codes -")
      bench.run("spawn nosuch as q")
      #expect(bench.run("q.runs") == "0")
    }
  }

  @Test func `the median of two lies between them`() throws {
    try Bench.open { bench in
      bench.run("run sleep 0.1 as t; run sleep 0.5 as t")
      bench.output.lines = []
      bench.run("stats t json")
      let object = bench.output.lines.map(\.text).joined()
      let median = try #require(
        object.firstMatch(of: /"took": {"min": [0-9.]+, "median": ([0-9.]+)/)?.1)
      #expect((0.29...2).contains(Double(median) ?? 0), "\(object)")
    }
  }

  @Test func `a timeline is drawn into a file and told as JSON at once`() throws {
    try expectSession(
      """
      run true as t
      timeline t svg {dir}/t.svg json
      | {"process": "t", "start": {dur}, "end": {dur}, "took": {dur}}
      run ls {dir}
      | Process-2: t.svg
      timeline t svg
      | error: 'svg' needs a file
      | hint: timeline [T] [svg FILE] [json]
      """)
  }
}
