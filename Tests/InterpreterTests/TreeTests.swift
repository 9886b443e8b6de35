import Interpreter
import Testing

/// `tree`, `timeline`, `stats`.
struct TreeTests {
  @Test func `a process with its children and theirs`() throws {
    try Bench.open { bench in
      bench.run("spawn sh 'sh -c \"sleep 60 & wait\" & wait' as t")
      expectTree(
        bench,
        """
        t  pid {pid}  started  sh 'sh -c "sleep 60 & wait" & wait'
        └─ pid {pid}  sh
           └─ pid {pid}  sleep
        """)
    }
  }

  @Test func `children side by side`() throws {
    try Bench.open { bench in
      bench.run("spawn sh 'sleep 60 & cat /dev/zero > /dev/null & wait' as t")
      expectTree(
        bench,
        """
        t  pid {pid}  started  sh 'sleep 60 & cat /dev/zero > /dev/null & wait'
        ├─ pid {pid}  sleep
        └─ pid {pid}  cat
        """)
    }
  }

  @Test func `an orphan is still its family, and who left it a zombie`() throws {
    try Bench.open { bench in
      bench.run("run sh 'sleep 60 & exit 3' as t")
      expectTree(
        bench,
        """
        t  pid {pid}  zombie  sh 'sleep 60 & exit 3'
        └─ pid {pid}  sleep  orphan
        """)
    }
  }

  /// Looks until what the kernel shows is what is expected: a shell has to fork and exec first.
  private func expectTree(
    _ bench: Bench, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let start = ContinuousClock.now
    var tree = ""
    repeat {
      tree = bench.run("tree t")
    } while tree != expected && ContinuousClock.now - start < .seconds(10)
    #expect(tree == expected, sourceLocation: sourceLocation)
  }

  @Test func `ps and show say zombie too, a value says stopped`() throws {
    try expectSession(
      """
      run sh 'sleep 60 & exit 3' as t
      ps t
      | HANDLE NAME PID STATE EXITCODE TOOK COMMAND
      | t Process-1 {pid} zombie 3 {dur} sh 'sleep 60 & exit 3'
      t.state
      | stopped
      stop t
      ps t
      | HANDLE NAME PID STATE EXITCODE TOOK COMMAND
      | t Process-1 {pid} stopped 3 {dur} sh 'sleep 60 & exit 3'
      """, showing: .squeezed)
  }

  @Test func `a paused child says so`() throws {
    try expectSession(
      """
      spawn sleep 60 as t
      pause t; expect t pauses
      tree t
      | t  pid {pid}  paused  sleep 60
      """)
  }

  @Test func `without a target only what has something left`() throws {
    try expectSession(
      """
      tree
      new true as a
      run true as b
      spawn sleep 60 as c
      tree
      | c  pid {pid}  started  sleep 60
      """)
  }

  @Test func `a timeline has a bar for each run`() throws {
    try expectSession(
      """
      timeline
      run true as a
      run true as a
      spawn sleep 60 as b
      kill b; join b
      new true as c
      timeline
      | Process-1  {*}  {dur}
      | a          {*}  {dur}
      | b          {*}  {dur}
      """)
  }

  @Test func `bars say how a run ended`() throws {
    try Bench.open { bench in
      bench.run("run true as a; spawn sleep 60 as b; kill b; join b; spawn sleep 60 as c")
      bench.output.lines = []
      bench.run("timeline")
      let marks = bench.output.lines.map { line in
        line.text.filter { "╸▸╳".contains($0) }
      }
      #expect(marks == ["╸", "╳", "▸"])
      let path = try bench.value("dir") + "/a.svg"
      #expect(bench.run("timeline svg \(path)") == "")
      #expect(bench.run("run grep -c '<rect ' \(path) as g") == "g: 3")
    }
  }

  @Test func `stats over all runs of a handle`() throws {
    try expectSession(
      """
      repeat 20 { spawn true as r; join r }
      run sh 'exit 3' as r
      stats r
      | r: 21 runs, exit codes 0 × 20, 3 × 1
      | MIN MEDIAN P95 MAX
      | took {dur} {dur} {dur} {dur}
      | cpu {dur} {dur} {dur} {dur}
      """, showing: .squeezed)
  }

  @Test func `stats of one run, of none, of one that was killed`() throws {
    try Bench.open { bench in
      bench.run("new true as a; spawn sleep 60 as b; terminate b; join b")
      #expect(bench.run("stats a") == "a: 0 runs, exit codes -")
      let lines = bench.run("stats b").split(separator: "\n")
      #expect(lines.first == "b: 1 run, exit codes -15 × 1")
      let measured = lines.dropFirst(2).compactMap { $0.split(separator: " ").first }
      #expect(measured.contains("shutdown") && measured.contains("took"))
    }
  }
}
