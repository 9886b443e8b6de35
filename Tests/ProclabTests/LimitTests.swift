import Foundation
import Testing

/// What a machine refuses is said by name, and the session goes on.
struct LimitTests {
  /// How much address space a session has, in bytes.
  private func addressSpace(of tool: ToolProcess) throws -> Int {
    let session = try #require(tool.sessionPid)
    let text = try String(contentsOfFile: "/proc/\(session)/status", encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("VmSize:") })
    return try #require(line.split(separator: " ").dropFirst().first.flatMap { Int($0) }) << 10
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

  @Test func `where memory is short, less of a flood is kept`() throws {
    let probe = try ToolProcess([])
    _ = try probe.run("run true as t")
    let limit = try addressSpace(of: probe) >> 10 + 16 << 10
    #expect(try probe.finish().status == 0)
    let script = "ulimit -v \(limit); exec \(BuiltTool.path)"
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
}
