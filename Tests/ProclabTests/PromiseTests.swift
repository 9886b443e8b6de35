import Foundation
import Testing

/// What the engine promises, as far as it is seen at the tool.
struct PromiseTests {
  @Test func `a join answers at once while a grandchild holds the pipe, and nothing is left`()
    throws
  {
    let tool = try ToolProcess([])
    let took = try ContinuousClock().measure {
      let text = try tool.run("spawn sh 'echo one; sleep 3600 & exit 4' as t; join t; t.exitcode")
      #expect(text == "t: one\n4")
    }
    #expect(took < .seconds(5))
    try tool.wait(for: "the grandchild") { tool.left().contains { $0.hasPrefix("sleep 3600") } }
    #expect(try tool.finish().status == 0)
  }

  @Test func `100 MB of output stay within bounds, and what was dropped is counted`() throws {
    let tool = try ToolProcess([])
    _ = try tool.run("print ready")
    let before = try peakMemory(of: tool)
    let line = String(repeating: "x", count: 63)
    let text = try tool.run("run sh 'yes \(line) | head -c 100M' as t")
    let lines = text.split(separator: "\n")
    let first = try #require(lines.first)
    let dropped = try #require(Int(first.dropFirst("t: … ".count).prefix { $0.isNumber }))
    #expect(first == "t: … \(dropped) bytes dropped")
    #expect(dropped + (lines.count - 1) * 64 == 100 << 20)
    #expect(lines.dropFirst().allSatisfy { $0 == "t: \(line)" })
    let total = try tool.run("t.out")
    #expect(total == "\(100 << 20)")
    // 1 MiB is kept for each stream; what is shown of it is made one line after the other.
    let grown = try peakMemory(of: tool) - before
    #expect(grown < 100_000, "\(grown) KB")
    #expect(try tool.finish().status == 0)
  }

  @Test func `many children that flood stay within bounds together`() throws {
    let tool = try ToolProcess([])
    _ = try tool.run("print ready")
    let before = try peakMemory(of: tool)
    let text = try tool.run(
      """
      spawn sh 'yes | head -c 20M; echo; echo err >&2' as w x8
      for p of w { expect p exits }
      w.out
      """)
    #expect(text == Array(repeating: "\(20 << 20 | 1)", count: 8).joined(separator: "\n"))
    let grown = try peakMemory(of: tool) - before
    #expect(grown < 100_000, "\(grown) KB")
    _ = try tool.write("quit\n")
    #expect(try tool.finish().status == 0)
  }

  @Test func `a child that floods does not slow the session`() throws {
    let tool = try ToolProcess([])
    _ = try tool.run("spawn yes as t")
    let took = try ContinuousClock().measure {
      for _ in 1...20 {
        let text = try tool.run("run echo here as u")
        #expect(text == "u: here")
      }
    }
    #expect(took < .seconds(10))
    try tool.write("quit\n")
    #expect(try tool.finish().status == 0)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
  func `a signal to the tool leaves nothing behind`(number: Int32) throws {
    let tool = try ToolProcess([])
    _ = try tool.run(
      """
      spawn sh 'setsid sleep 3600 & sleep 3600 & wait' as t
      spawn sh 'trap "" TERM HUP INT QUIT; while :; do sleep 3600; done' as u
      spawn sh 'sleep 3600 & exit 0' as v
      """)
    tool.send(number)
    let run = try tool.finish()
    #expect(run.signal == number || run.status == 130, "\(run)")
  }

  @Test func `a signal while a statement waits ends it as well`() throws {
    let tool = try ToolProcess([])
    _ = try tool.run("spawn sh 'sleep 3600 & wait' as t")
    try tool.write("join t\nprint never\n")
    tool.send(SIGTERM)
    let run = try tool.finish()
    #expect(run.signal == SIGTERM)
    #expect(!run.output.contains("never"))
  }

  @Test func `Ctrl-C is status 130`() throws {
    let tool = try ToolProcess(["-c", "spawn sleep 3600 as t; print up; join t; print never"])
    try tool.wait(for: "the start") { tool.written == "up\n" || tool.left().count > 2 }
    tool.send(SIGINT)
    let run = try tool.finish()
    #expect(run.status == 130 || run.signal == SIGINT, "\(run)")
    #expect(!run.output.contains("never"))
  }

  @Test func `kill -9 of the keeper or of the session leaves nothing behind`() throws {
    for killsKeeper in [true, false] {
      let tool = try ToolProcess([])
      _ = try tool.run(
        """
        spawn sh 'setsid sleep 3600 & (sleep 3600 &) ; wait; sleep 3600' as t
        spawn sh 'trap "" TERM HUP; while :; do sleep 3600; done' as u
        """)
      let session = try #require(tool.sessionPid)
      kill(killsKeeper ? tool.pid : session, SIGKILL)
      try tool.wait(for: "the end of all") { tool.left().isEmpty }
      #expect(try tool.finish().signal == SIGKILL)
    }
  }

  @Test func `a pipe whose writer goes away is the end of the input`() throws {
    let tool = try ToolProcess([])
    _ = try tool.run("spawn sleep 3600 as d with daemon")
    #expect(try tool.finish().status == 0)
  }

  @Test func `five hundred end at once, and every exit code is true`() throws {
    let tool = try ToolProcess([])
    let text = try tool.run(
      """
      for n in 1..500 { spawn sh 'exit $(($1 % 7))' {n} as p{n} }
      join all
      all.exitcode
      """)
    let expected = (1...500).map { "\($0 % 7)" }.joined(separator: "\n")
    #expect(text == expected)
    #expect(try tool.finish().status == 0)
  }

  @Test func `near the limit of descriptors a spawn is refused by name, and the rest goes on`()
    throws
  {
    let script = "ulimit -n 64; exec \(BuiltTool.path)"
    let run = try ToolRun.run(
      "-c",
      """
      spawn sh "\(script)" as inner with stdin pipe
      send inner 'repeat 40 { spawn sleep 3600 }'
      send inner 'run echo still here as t'
      send inner quit
      join inner
      """)
    #expect(run.output.contains("too many open files (limit 64)"), "\(run.output)")
    #expect(run.status == 0)
  }

  /// As a user that has no other processes. Two of the six are the tool itself.
  @Test(.enabled(if: Stranger.isAllowed, "only root can be somebody else, who must see the tool"))
  func `at the limit of processes a spawn is refused by name, and the rest goes on`() throws {
    let tool = "\(BuiltTool.probe) processes=6 setuid=\(Stranger.user) exec \(BuiltTool.path)"
    let run = try ToolRun.run(
      "-c",
      """
      spawn \(tool) as inner with stdin pipe
      send inner 'spawn cat as c with stdin pipe; spawn sleep 3600 as d x3'
      send inner 'spawn true'
      send inner 'send c still here; close c; join c; run echo again as t; quit'
      join inner
      inner.exitcode
      """)
    #expect(
      run.output == """
        inner: error: cannot run 'true': process limit reached (user limit 6)
        inner: c: still here
        inner: t: again
        1

        """)
    #expect(run.status == 0)
  }

  /// As in a container whose filter knows nothing of clone3, close_range or epoll_pwait2 (seccomp(2)).
  @Test(arguments: [435, 436, 441], [EPERM, ENOSYS])
  func `a filter that refuses a newer system call changes nothing`(call: Int, error: Int32) throws {
    let filtered = "\(BuiltTool.probe) refuse=\(call):\(error) exec \(BuiltTool.path)"
    let run = try ToolRun.run(
      "-c",
      """
      spawn \(filtered) as inner with stdin pipe
      send inner 'run echo here as t; run /no/such'
      send inner "spawn sh 'sleep 3600 & echo up; wait' as u; expect u up; sleep 1ms"
      send inner 'kill u; join u; u.exitcode; quit'
      join inner
      """)
    #expect(
      run.output == """
        inner: t: here
        inner: error: cannot run '/no/such': not found
        inner: u: up
        inner: -9

        """)
    #expect(run.status == 0)
  }

  /// The greatest resident size of the session so far, in KB.
  private func peakMemory(of tool: ToolProcess) throws -> Int {
    let session = try #require(tool.sessionPid)
    let text = try String(contentsOfFile: "/proc/\(session)/status", encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(line.split(separator: " ").dropFirst().first.flatMap { Int($0) })
  }
}
