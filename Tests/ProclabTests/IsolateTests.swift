import Foundation
import Testing

private let namespacesAreAllowed = (try? BuiltTool.run("-c", "require isolate").status) == 0

/// `with isolate`, where the machine allows it.
@Suite(.enabled(if: namespacesAreAllowed, "this machine allows no PID namespaces"))
struct IsolateTests {
  /// Without it, this is the one death that leaves processes behind.
  @Test(arguments: [[true, true], [true, false], [false, true]])
  func `kill -9 of keeper and session at once, or of one, leaves nothing behind`(
    isVictim: [Bool]
  ) throws {
    for _ in 1...5 {
      let tool = try ToolProcess([])
      let text = try tool.run(
        """
        spawn sh 'setsid sleep 3600 & (sleep 3600 &) ; echo up; wait; sleep 3600' as t with isolate
        spawn sh 'trap "" TERM HUP INT; echo up; while :; do sleep 3600; done' as u with isolate, pty
        expect t up
        expect u up
        """)
      #expect(text == "t: up\nu: up")
      let session = try #require(tool.sessionPid)
      // Frozen, neither can do a thing when the other dies.
      let victims = zip([tool.pid, session], isVictim).filter(\.1).map(\.0)
      for victim in victims { kill(victim, SIGSTOP) }
      for victim in victims { kill(victim, SIGKILL) }
      try tool.wait(for: "the end of all") { tool.left().isEmpty }
      #expect(try tool.finish().signal == SIGKILL)
    }
  }

  @Test func `its processes are a tree of their own, which nobody leaves`() throws {
    let run = try ToolRun.check(
      """
      spawn sh 'echo $$; (setsid sleep 600 >/dev/null 2>&1 &); read x; exit 7' as t with isolate, stdin pipe
      expect t 2
      | t: 2
      send t go
      join t
      t.exitcode
      | 7
      ps t
      | HANDLE {*}
      | t       Process-1  {pid}  stopped         7  {dur}  sh {*}
      """)
    #expect(run.output.hasPrefix("✓ a.lab"), "\(run.output)")
    #expect(run.status == 0)
  }

  @Test func `the usual verbs do the usual things`() throws {
    let run = try ToolRun.run(
      "-c",
      """
      spawn sleep 3600 as t with isolate
      pause t
      t
      resume t
      terminate t
      join t
      t
      spawn sh 'exec sleep 3600' as u with isolate, pty, cwd /, files 40
      kill u
      join u
      u.exitcode
      spawn no-such-program as v with isolate
      """)
    #expect(
      run.output == """
        <Process(Process-1, started)>
        <Process(Process-1, stopped[SIGTERM])>
        -9
        error: cannot run 'no-such-program': not found

        """, "\(run.output)\(run.error)")
  }

  @Test func `a parent-death signal can't be chosen`() throws {
    let run = try ToolRun.run("-c", "spawn true as t with parent-death TERM, isolate")
    #expect(
      (run.output + run.error).contains(
        "error: 'parent-death' can't be chosen: all of 'isolate' is killed when proclab dies"),
      "\(run.output)\(run.error)")
  }

  /// Without the one capability that makes namespaces, root needs what others do. A test of others
  /// needs nothing of this.
  @Test(.enabled(if: geteuid() == 0, "only root has capabilities to drop"))
  func `without privileges it has a user namespace, and is who it was`() throws {
    let script = """
      readlink /proc/self/ns/user
      \(BuiltTool.path) -c "spawn sh 'id -u; id -g; readlink /proc/self/ns/user; echo \\$\\$; \
      kill -TERM \\$\\$' as t with isolate; join t; t.exitcode"
      """
    let text = try Spawned.output(
      of: ["setpriv", "--bounding-set", "-sys_admin", "sh", "-c", script])
    let lines = text.split(separator: "\n").map(String.init)
    try #require(lines.count == 6, "\(text)")
    #expect(lines[1...2] == ["t: 0", "t: 0"])
    #expect(lines[3].hasPrefix("t: user:[") && lines[3] != "t: \(lines[0])")
    #expect(lines[4...5] == ["t: 2", "-15"])
  }

  /// In a user namespace of the test's own, whose limit of PID namespaces is 0.
  @Test func `where namespaces are refused, that is said`() throws {
    let (skipped, spawned, doctor) = try (
      refused("-c 'require isolate'"), refused("-c 'spawn true as t with isolate'"),
      refused("doctor")
    )
    #expect(skipped == "skipped: needs PID namespaces: no more namespaces are allowed\n77\n")
    #expect(
      spawned.hasPrefix(
        "error: cannot run 'true': no PID namespace can be had: "
          + "no more namespaces are allowed\n"), "\(spawned)")
    let line = doctor.split(separator: "\n").first { $0.hasPrefix("isolate") }
    #expect(
      line == """
        isolate      missing  no more namespaces are allowed: no 'with isolate'; kill -9 of session and \
        keeper at once may leave processes behind
        """)
    #expect(doctor.hasSuffix("\n0\n"), "\(doctor)")
  }

  /// What the tool writes where no PID namespace can be made, and its exit status.
  private func refused(_ arguments: String) throws -> String {
    let script = """
      echo 0 > /proc/sys/user/max_pid_namespaces && { \(BuiltTool.path) \(arguments) 2>&1; echo $?; }
      """
    return try Spawned.output(of: ["unshare", "--user", "--map-root-user", "sh", "-c", script])
  }
}
