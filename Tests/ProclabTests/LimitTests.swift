import Foundation
import Testing

/// What a machine refuses is said by name, and the session goes on.
struct LimitTests {
  private static let hidesProc = "mount -t tmpfs none /proc && exec"

  /// Whether a part of the machine can be had that has no `/proc`.
  private static let canHideProc: Bool = {
    guard geteuid() == 0 else { return false }
    let words = ["unshare", "-m", "sh", "-c", "\(hidesProc) echo here"]
    return (try? Spawned.output(of: words)) == "here\n"
  }()

  private static let strangerCanIsolate: Bool = {
    guard Stranger.isAllowed else { return false }
    let words = [BuiltTool.probe, "setuid=\(Stranger.user)", "exec", BuiltTool.path]
    return (try? Spawned.output(of: words + ["-c", "run echo here as t with isolate"]))
      == "t: here\n"
  }()

  /// How much address space a session has, in bytes.
  private func addressSpace(of tool: ToolProcess) throws -> Int {
    let session = try #require(tool.sessionPid)
    let text = try String(contentsOfFile: "/proc/\(session)/status", encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("VmSize:") })
    return try #require(line.split(separator: " ").dropFirst().first.flatMap { Int($0) }) << 10
  }

  /// A shell's text that runs the tool with so many bytes of address space beyond what one has that has
  /// run something.
  private func script(withRoomFor bytes: Int) throws -> String {
    let tool = try ToolProcess([])
    _ = try tool.run("run true as t")
    let limit = try (addressSpace(of: tool) + bytes) >> 10
    #expect(try tool.finish().status == 0)
    return "ulimit -v \(limit); exec \(BuiltTool.path)"
  }

  @Test func `near the limit of memory a spawn is refused by name, and the rest goes on`() throws {
    let tool = try ToolProcess([])
    _ = try tool.run("spawn cat as c with stdin pipe\nrun true as t")
    let session = try #require(tool.sessionPid)
    let limit = try addressSpace(of: tool) + 1 << 20
    _ = try Spawned.output(of: ["prlimit", "--pid", "\(session)", "--as=\(limit):unlimited"])
    let refusal = try tool.run("repeat 100 { spawn true as t }")
    #expect(
      refusal.wholeMatch(of: /error: cannot run 'true': memory limit reached \(limit \d+M\)/) != nil
    )
    #expect(try tool.run("send c still here; close c; join c") == "c: still here")
    _ = try Spawned.output(of: ["prlimit", "--pid", "\(session)", "--as=unlimited:unlimited"])
    #expect(try tool.run("run echo again as t") == "t: again")
    #expect(try tool.finish().status == 1)
  }

  /// What is noted of thousands of them is more than there is memory for.
  @Test func `so many children that memory runs short are refused in time`() throws {
    let script = try script(withRoomFor: 8 << 20)
    let run = try ToolRun.run(
      "-c",
      """
      spawn sh "\(script)" as inner with stdin pipe
      send inner 'repeat 3000 { spawn true }'
      send inner 'join all; print joined; quit'
      join inner
      """)
    #expect(
      run.output.wholeMatch(
        of: /inner: error: cannot run 'true': memory limit reached \(limit \d+M\)\ninner: joined\n/)
        != nil, "\(run.output)")
  }

  @Test func `where memory is short, less of a flood is kept`() throws {
    let script = try script(withRoomFor: 16 << 20)
    let run = try ToolRun.run(
      "-c",
      """
      spawn sh "\(script)" as inner with stdin pipe
      send inner 'spawn cat as c with stdin pipe; spawn head -c 2000000 /dev/zero as w x20'
      send inner 'for p of w { expect p exits }; w.out'
      send inner 'send c still here; close c; join c; quit'
      join inner
      inner.exitcode
      """)
    let lines = run.output.split(separator: "\n")
    #expect(lines.filter { $0 == "inner: 2000000" }.count == 20)
    #expect(lines.suffix(2) == ["inner: c: still here", "0"], "\(lines.suffix(2))")
    #expect(run.status == 0)
  }

  @Test(.enabled(if: LimitTests.strangerCanIsolate, "nobody else can have a PID namespace here"))
  func `at the limit of processes an isolated one is refused by name, too`() throws {
    let tool = "\(BuiltTool.probe) processes=4 setuid=\(Stranger.user) exec \(BuiltTool.path)"
    let run = try ToolRun.run(
      "-c",
      """
      spawn \(tool) as inner with stdin pipe
      send inner 'run true as t with isolate'
      send inner 'require isolate'
      join inner
      inner.exitcode
      """)
    #expect(
      run.output == """
        inner: error: cannot run 'true': process limit reached (user limit 4)
        inner err: skipped: needs PID namespaces: process limit reached (user limit 4)
        77

        """)
  }

  @Test(.enabled(if: Stranger.isAllowed, "only root can be somebody else, who must see the tool"))
  func `what only root may is named`() throws {
    let tool = "\(BuiltTool.probe) setuid=\(Stranger.user) exec /bin/sh -c"
    let limits = "ulimit -n 200; ulimit -t 10; ulimit -f 2000; exec \(BuiltTool.path)"
    let run = try ToolRun.run(
      "-c",
      """
      spawn \(tool) "\(limits)" as inner with stdin pipe
      send inner 'run true as t with nice -5'
      send inner 'run true as t with files 300'
      send inner 'run true as t with cpu 20s'
      send inner 'run echo here as t with cpu 10s'
      send inner 'run true as t with fsize 100M, files 100'
      close inner
      join inner
      """)
    #expect(
      run.output == """
        inner: error: cannot run 'true': nice -5 is not permitted
        inner: error: cannot run 'true': files 300 is above the hard limit 200
        inner: error: cannot run 'true': cpu 20s is above the hard limit 10s
        inner: t: here
        inner: error: cannot run 'true': fsize 100M is above the hard limit 1000K

        """)
  }

  @Test(.enabled(if: LimitTests.canHideProc, "the folder /proc can't be hidden here"))
  func `without the folder of processes it is driven, and says what it can't find`() throws {
    let text = """
      spawn sh 'trap \"\" TERM; echo up; read x' as t with stdin pipe
      expect t up
      spawn sleep 3600 as u
      terminate u; join u; u.exitcode
      kill t; join t; t.exitcode; print {1}
      """
    let script = "\(LimitTests.hidesProc) \(BuiltTool.path) -c \"$0\" $1"
    let outcome = try Spawned.output(of: ["unshare", "-m", "sh", "-c", script, text, "one"])
    #expect(
      outcome == """
        t: up
        error: descendants can't be found here: /proc is missing, or doesn't list them
        -15
        -9
        one

        """)
  }
}
