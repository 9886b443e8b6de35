import Glibc
import SystemPackage
import Testing

@testable import ProcessEngine

/// Found out once, before the tests run.
private let namespacesAreAllowed: Bool = {
  guard let lab = try? Lab() else { return false }
  return (try? lab.engine.tryIsolation()) != nil
}()

extension EngineTests {
  /// PID namespaces of children's own, where the machine allows them.
  @Suite(.enabled(if: namespacesAreAllowed, "this machine allows no PID namespaces"))
  struct IsolationTests {
    private func start(
      _ lab: Lab, _ words: [String], adjust: (inout Launch) -> Void = { _ in }
    ) throws -> ChildID {
      var launch = Launch([Lab.probe] + words)
      launch.isIsolated = true
      adjust(&launch)
      let id = lab.engine.add(launch)
      try lab.engine.start(id)
      return id
    }

    @Test func anAttemptLeavesNothing() throws {
      try withLab { lab in
        for _ in 1...20 { try lab.engine.tryIsolation() }
        #expect(lab.engine.children.isEmpty)
      }
    }

    @Test(
      arguments: [
        (["exit=0"], .exited(0)), (["exit=7"], .exited(7)),
        (["die=15"], .signaled(.terminate, dumpedCore: false)),
        (["die=9"], .signaled(.kill, dumpedCore: false)),
      ] as [([String], ProcessEngine.ExitStatus)])
    func itsEndIsItsOwn(words: [String], status: ProcessEngine.ExitStatus) throws {
      try withLab { lab in
        let id = try start(lab, words)
        #expect(lab.join(id) == status)
        #expect(lab.engine.child(id).usage != nil)
        lab.waitForEmptyTree(id)
      }
    }

    /// A first process of a namespace would be deaf to TERM; a second one isn't.
    @Test(arguments: [Signal.terminate, .kill, .interrupt])
    func aSignalHasTheEffectThatItHasOutside(signal: Signal) throws {
      try withLab { lab in
        let id = try start(lab, ["pid", "pause"])
        #expect(lab.waitForPids(1, of: id) == [2])
        let pid = try #require(lab.engine.child(id).pid)
        #expect(lab.engine.signal(signal, to: id, scope: .tree).pids == [pid])
        #expect(lab.join(id) == .signaled(signal, dumpedCore: false))
        lab.waitForEmptyTree(id)
        #expect(!Lab.lives(pid))
      }
    }

    @Test func itIsSeenToStopAndToGoOn() throws {
      try withLab { lab in
        let id = try start(lab, ["pid", "pause"])
        _ = lab.waitForPids(1, of: id)
        lab.engine.signal(.stop, to: id, scope: .tree)
        lab.wait("the stop") { lab.engine.child(id).state == .paused(.stop) }
        lab.engine.signal(.continue, to: id, scope: .tree)
        lab.wait("going on") { lab.engine.child(id).state == .started }
      }
    }

    /// Streams, folder, mask, limits: all but its numbers is as without a namespace.
    @Test func allElseIsAsOutside() throws {
      try withLab { lab in
        func report(isolated: Bool, terminal: Bool) throws -> [String] {
          let id = try start(lab, ["report", "err=other", "exit=0"]) { launch in
            launch.isIsolated = isolated
            launch.directory = "/usr/bin"
            launch.umask = 0o27
            launch.niceness = 3
            launch.environment = [Array("A=1".utf8)]
            launch.limits = [.descriptors: 30, .coreSize: 0]
            if terminal { launch.terminal = TerminalSize() }
          }
          #expect(lab.join(id) == .exited(0))
          lab.waitForEmptyTree(id)
          let own = ["pid=", "ppid=", "pgid=", "sid=", "env PROCLAB_RUN"]
          return (lab.lines(id) + lab.lines(id, .standardError))
            .filter { line in !own.contains { line.hasPrefix($0) } }
        }
        for terminal in [false, true] {
          let outside = try report(isolated: false, terminal: terminal)
          #expect(outside.contains("cwd=/usr/bin") && outside.contains("other"))
          #expect(try report(isolated: true, terminal: terminal) == outside)
        }
      }
    }

    /// A daemon in a session of its own, with no environment, that ignores what it can.
    @Test func nobodyOutlivesIt() throws {
      try withLab { lab in
        let id = try start(
          lab,
          [
            "fork", "{", "fork", "{", "setsid", "clean", "ignore=15", "pid", "pause", "}", "}",
            "reap", "pid", "line", "exit=4",
          ]
        ) { $0.input = .pipe }
        #expect(lab.waitForPids(2, of: id).count == 2)
        let daemon = try #require(lab.engine.descendants(of: id).first)
        #expect(daemon.isOrphan && Lab.lives(daemon.pid))
        #expect(lab.engine.unattributedOrphans().isEmpty)
        _ = lab.engine.send([10], to: id)
        #expect(lab.join(id) == .exited(4))
        lab.waitForEmptyTree(id)
        #expect(!Lab.lives(daemon.pid))
        lab.take()
        #expect(!lab.kinds(id).contains(.adopted(pid: daemon.pid)))
      }
    }

    @Test func aRunawayEndsWithIt() throws {
      try withLab { lab in
        let id = try start(lab, ["runaway=100000"])
        lab.join(id)
        lab.waitForEmptyTree(id)
        #expect(lab.engine.descendants(of: id).isEmpty)
      }
    }

    @Test func whatCannotBeRunIsToldAsOutside() throws {
      try withLab { lab in
        for (arguments, directory, stage) in [
          (["/nonexistent"], nil, SpawnError.Stage.exec),
          ([Lab.probe], "/nonexistent", .directory(path: "/nonexistent")),
        ] as [([String], String?, SpawnError.Stage)] {
          var launch = Launch(arguments)
          launch.isIsolated = true
          launch.directory = directory
          let id = lab.engine.add(launch)
          #expect(throws: SpawnError(stage: stage, errno: ENOENT)) { try lab.engine.start(id) }
          #expect(lab.engine.child(id).state == .initial)
        }
      }
    }

    /// No number is left for the descriptor of the command, or of its init.
    @Test(arguments: [0, 1]) func withoutADescriptorNothingRuns(after skip: Int) throws {
      let calls = ScriptedCalls()
      try withLab(calls) { lab in
        calls.fail("openProcess", .tooManyOpenFiles, after: skip)
        let noRoom = SpawnError(
          stage: .setup("pidfd_open"), errno: Errno.tooManyOpenFiles.rawValue)
        var launch = Launch([Lab.probe, "pause"])
        launch.isIsolated = true
        let refused = lab.engine.add(launch)
        #expect(throws: noRoom) { try lab.engine.start(refused) }
        calls.forgive()
        let allowed = try start(lab, ["exit=3"])
        #expect(lab.join(allowed) == .exited(3))
      }
    }

    /// Row 17: the kernel says no more than that it is to be tried again.
    @Test func theLimitThatIsReachedIsNamed() throws {
      let calls = ScriptedCalls()
      calls.files = [
        "/proc/loadavg": "0.1 0.1 0.1 1/32760 77", "/proc/sys/kernel/pid_max": "32768\n",
        "/proc/self/cgroup": "",
      ]
      let errno = Errno.resourceTemporarilyUnavailable.rawValue
      try withLab(calls) { lab in
        calls.replies = Array(repeating: .failed(.isolate, errno: errno), count: 5)
        let error = SpawnError(stage: .isolate, errno: errno, limit: .system(32768))
        #expect(throws: error) { try start(lab, ["exit=0"]) }
        // What passes by itself is waited for.
        calls.replies = Array(repeating: .failed(.isolate, errno: errno), count: 2)
        let id = try start(lab, ["exit=3"])
        #expect(lab.join(id) == .exited(3))
      }
    }

    /// The loop has no room for the process, its streams, or its init.
    @Test(arguments: 0...3) func withoutRoomInTheLoopNothingRuns(after skip: Int) throws {
      let calls = ScriptedCalls()
      try withLab(calls) { lab in
        var launch = Launch([Lab.probe, "pause"])
        launch.isIsolated = true
        let id = lab.engine.add(launch)
        calls.fail("control", .noMemory, after: skip)
        let noRoom = SpawnError(
          stage: .admission, errno: Errno.noMemory.rawValue, limit: .memory(nil))
        #expect(throws: noRoom) { try lab.engine.start(id) }
        #expect(lab.engine.child(id).state == .initial)
        #expect(lab.engine.guardians.isEmpty)
      }
    }

    @Test func theEndOfItsInitIsItsOwn() throws {
      try withLab { lab in
        let id = try start(lab, ["pid", "pause"])
        _ = lab.waitForPids(1, of: id)
        let namespaceInit = try #require(lab.engine.guardians.keys.first)
        // What it would hear of as a stranger it doesn't.
        kill(namespaceInit, SIGTERM)
        kill(namespaceInit, SIGHUP)
        kill(namespaceInit, SIGKILL)
        #expect(lab.join(id) == .signaled(.kill, dumpedCore: false))
        lab.waitForEmptyTree(id)
        #expect(lab.engine.guardians.isEmpty)
      }
    }

    @Test func oneThatIsForgottenAtOnceIsCleanedUpAfter() throws {
      try withLab { lab in
        for _ in 1...8 {
          let id = try start(lab, ["exit=0"])
          lab.join(id)
          lab.engine.forget(id)
        }
        lab.wait("the inits' end") { lab.engine.guardians.isEmpty }
      }
    }

    @Test func itTakesOneDescriptorMore() throws {
      try withLab { lab in
        lab.engine.poll()
        let before = openDescriptors().count
        _ = try start(lab, ["pause"])
        #expect(openDescriptors().count - before == 4)
      }
    }

    @Test func manyAtOnceStayApart() throws {
      try withLab { lab in
        let all = try (0..<12).map {
          try start(lab, ["pid", "line", "exit=\($0)"]) { $0.input = .pipe }
        }
        for id in all { #expect(lab.waitForPids(1, of: id) == [2]) }
        lab.engine.signal(.kill, to: all[3], scope: .tree)
        for (index, id) in all.enumerated() where index != 3 {
          _ = lab.engine.send([10], to: id)
          #expect(lab.join(id) == .exited(Int32(index)))
        }
        #expect(lab.join(all[3]) == .signaled(.kill, dumpedCore: false))
        for id in all { lab.waitForEmptyTree(id) }
      }
    }
  }
}
