import Foundation
import SystemPackage
import Testing

@testable import ProcessEngine

extension EngineTests {
  @Suite struct TreeTests {
    private let branching = [
      "fork", "{", "name=inner", "setsid", "pid", "fork", "{", "setpgid", "pid", "pause", "}",
      "pause", "}", "fork", "{", "pid", "pause", "}", "pid", "pause",
    ]

    private func start(_ lab: Lab, _ words: [String]) throws -> ChildID {
      let id = lab.engine.add(Launch([Lab.probe] + words))
      try lab.engine.start(id)
      return id
    }

    @Test func aWalkFindsEverybodyParentsFirst() throws {
      try withLab { lab in
        let id = try start(lab, branching)
        let pids = lab.waitForPids(4, of: id)
        let leader = try #require(lab.engine.child(id).pid)
        let found = lab.engine.descendants(of: id)
        #expect(Set(found.map(\.pid)) == Set(pids).subtracting([leader]))
        for (index, one) in found.enumerated() {
          #expect(one.parent == leader || found[..<index].contains { $0.pid == one.parent })
          #expect(!one.isOrphan && !one.isZombie)
        }
        let inner = try #require(found.first { $0.command == "inner" })
        #expect(inner.session == inner.pid && inner.group == inner.pid)
        lab.engine.poll()
        #expect(!lab.engine.treeIsEmpty(id))
      }
    }

    /// Row 30.
    @Test func aTreeIsSignalledOnceEach() throws {
      try withLab { lab in
        let id = try lab.start(
          "note=10", "fork", "{", "setsid", "pid", "fork", "{", "setpgid", "pid", "pause", "}",
          "pause", "}", "pid", "pause")
        let pids = lab.waitForPids(3, of: id)
        let usr1 = try #require(Signal("USR1"))
        let delivery = lab.engine.signal(usr1, to: id, scope: .tree)
        #expect(Set(delivery.pids) == Set(pids) && delivery.pids.count == 3)
        #expect(delivery.pids.first == lab.engine.child(id).pid)
        lab.wait("three answers") { lab.lines(id).filter { $0 == "got 10" }.count == 3 }
      }
    }

    /// What a signal does is told behind it, and the end of a process before what it leaves behind.
    @Test func whatIsSentIsToldBeforeWhatComesOfIt() throws {
      try withLab { lab in
        let id = try start(lab, ["fork", "{", "pid", "pause", "}", "pid", "pause"])
        let pids = lab.waitForPids(2, of: id)
        let leader = try #require(lab.engine.child(id).pid)
        let orphan = try #require(pids.first { $0 != leader })
        lab.take()
        lab.engine.signal(.terminate, to: id, scope: .tree)
        lab.waitForEmptyTree(id)
        lab.take()
        let told = lab.kinds(id)
        let sent = try #require(
          told.firstIndex(of: .signalled(.terminate, pids: [leader, orphan])))
        let ended = try #require(
          told.firstIndex { if case .exited = $0 { true } else { false } })
        let orphanEnded = try #require(
          told.firstIndex(of: .orphanEnded(pid: orphan, .signaled(.terminate, dumpedCore: false))))
        #expect(sent < ended && ended < orphanEnded)
        if let adopted = told.firstIndex(of: .adopted(pid: orphan)) {
          #expect(ended < adopted && adopted < orphanEnded)
        }
        let times = lab.log.filter { $0.child == id }.map(\.time)
        #expect(times[sent] <= times[ended])
        let child = lab.engine.child(id)
        #expect(child.firstEndingSignalTime.map { $0 <= child.exitTime ?? $0 } == true)
      }
    }

    /// Row 30: an orphan amid its exec has no environment for a moment, and is somebody's all the same.
    @Test func anOrphanAmidItsExecIsNotLost() throws {
      let calls = ScriptedCalls()
      try withLab(calls) { lab in
        let id = try lab.start(
          "fork", "{", "fork", "{", "setsid", "pid", "pause", "}", "}", "reap", "exit=3")
        var isAmidExec = true
        calls.rewrite = { path, bytes in
          switch path.split(separator: "/").last {
          case "environ" where isAmidExec: return []
          // Its `env_end`, with all that follows.
          case "stat" where isAmidExec && bytes.count > 40:
            let fields = bytes.split(separator: UInt8(ascii: " "))
            return Array(
              (fields.prefix(50) + Array(repeating: [UInt8(ascii: "0")], count: 2))
                .joined(separator: [UInt8(ascii: " ")]))
          default: return bytes
          }
        }
        #expect(lab.join(id) == .exited(3))
        _ = lab.waitForPids(1, of: id)
        lab.engine.poll()
        #expect(lab.engine.unattributedOrphans().isEmpty && !lab.engine.treeIsEmpty(id))
        isAmidExec = false
        #expect(lab.engine.descendants(of: id).map(\.pid) == lab.pids(id))
        lab.engine.freezeAndKill(id, scope: .tree)
        lab.waitForEmptyTree(id)
      }
    }

    /// Row 30: orphans that changed group and session, and forgot their environment.
    @Test func orphansAreFoundByAncestrySessionOrMarker() throws {
      try withLab { lab in
        // Same session.
        let plain = try lab.start(
          "fork", "{", "fork", "{", "pid", "pause", "}", "}", "reap", "out=done", "pause")
        // Own session, the environment tells.
        let marked = try lab.start(
          "fork", "{", "fork", "{", "setsid", "pid", "pause", "}", "}", "reap", "out=done", "pause")
        // Own session, no environment: only a walk before its parent's end knows.
        let walked = try lab.start(
          "fork", "{", "fork", "{", "setsid", "clean", "pid", "pause", "}", "line", "}", "reap",
          "out=done", "pause"
        ) { $0.input = .pipe }
        let lost = try lab.start(
          "fork", "{", "fork", "{", "setsid", "clean", "pid", "pause", "}", "line", "}", "reap",
          "out=done", "pause"
        ) { $0.input = .pipe }
        _ = lab.waitForPids(1, of: lost)
        _ = lab.engine.send([10], to: lost)
        let pid = lab.waitForPids(1, of: walked)[0]
        #expect(lab.engine.descendants(of: walked).contains { $0.pid == pid })
        _ = lab.engine.send([10], to: walked)
        for id in [plain, marked, walked, lost] {
          lab.expect("done", of: id)
          _ = lab.waitForPids(1, of: id)
        }
        for id in [plain, marked, walked] {
          let found = lab.engine.descendants(of: id)
          #expect(found.map(\.pid) == lab.pids(id), "child \(id.index)")
          #expect(found.allSatisfy { $0.isOrphan })
        }
        // For all that the engine knows, an orphan without an environment may be amid its exec.
        lab.wait("its adoption") { lab.engine.unattributedOrphans().map(\.pid) == lab.pids(lost) }
        lab.take()
        #expect(lab.kinds(nil).contains(.adopted(pid: lab.pids(lost)[0])))
        #expect(lab.kinds(walked).contains(.adopted(pid: pid)))

        let delivery = lab.engine.signal(.terminate, to: plain, scope: .tree)
        #expect(delivery.pids.contains(lab.pids(plain)[0]))
        lab.waitForEmptyTree(plain)
        #expect(lab.engine.signalUnattributed(.terminate).pids == lab.pids(lost))
        lab.wait("the orphan's end") { lab.engine.unattributedOrphans().isEmpty }
        lab.take()
        let term = ProcessEngine.ExitStatus.signaled(.terminate, dumpedCore: false)
        #expect(lab.kinds(nil).contains(.orphanEnded(pid: lab.pids(lost)[0], term)))
      }
    }

    /// Row 30: whose first thread has ended looks like a zombie, and lives.
    @Test(arguments: [Signal.terminate, .stop, .kill])
    func aProcessLivesAsLongAsAnyOfItsThreads(_ signal: Signal) throws {
      try withLab { lab in
        let id = try lab.start(
          "outlive", "fork", "{", "fork", "{", "setsid", "outlive", "pid", "pause", "}", "}",
          "reap",
          "pid", "pause")
        let pids = Set(lab.waitForPids(2, of: id))
        lab.wait("the end of their first threads") {
          pids.allSatisfy { pid in
            let line = FileManager.default.contents(atPath: "/proc/\(pid)/stat") ?? Data()
            return ProcessStat([UInt8](line))?.isZombie ?? true
          }
        }
        let leader = try #require(lab.engine.child(id).pid)
        let found = lab.engine.descendants(of: id)
        #expect(Set(found.map(\.pid)) == pids.subtracting([leader]) && found.count == 1)
        // Of the thread that lives: it may still be on its way to rest.
        #expect(found.allSatisfy { $0.isOrphan && ["S", "R"].contains($0.state) })
        #expect(lab.engine.unattributedOrphans().isEmpty)
        let delivery = lab.engine.signal(signal, to: id, scope: .tree)
        #expect(Set(delivery.pids) == pids && delivery.pids.count == 2)
        if signal == .stop {
          #expect(lab.engine.descendants(of: id).allSatisfy { $0.isStopped })
          #expect(Set(lab.engine.freezeAndKill(id, scope: .tree).pids) == pids)
        }
        let last = signal == .stop ? Signal.kill : signal
        #expect(lab.join(id) == .signaled(last, dumpedCore: false))
        lab.waitForEmptyTree(id)
      }
    }

    /// Row 31.
    @Test func aTreeIsEmptyOnlyWhenItsLastMemberIsGone() throws {
      try withLab { lab in
        let id = try lab.start("fork", "{", "ignore=15", "pid", "pause", "}", "out=up", "pause")
        let pid = lab.waitForPids(1, of: id)[0]
        lab.engine.signal(.terminate, to: id, scope: .tree)
        #expect(lab.join(id) == .signaled(.terminate, dumpedCore: false))
        lab.engine.poll()
        #expect(!lab.engine.treeIsEmpty(id) && Lab.lives(pid))
        #expect(lab.engine.child(id).state == .exited(.signaled(.terminate, dumpedCore: false)))
        #expect(lab.engine.freezeAndKill(id, scope: .tree).pids == [pid])
        lab.waitForEmptyTree(id)
        let ends = lab.kinds(id).suffix(3)
        let kill = ProcessEngine.ExitStatus.signaled(.kill, dumpedCore: false)
        #expect(Array(ends) == [.orphanEnded(pid: pid, kill), .reaped, .treeEmptied])
      }
    }

    @Test func aDeepChainIsKilledWhole() throws {
      try withLab { lab in
        let id = try lab.start("chain=200", "pid", "pause")
        let last = lab.waitForPids(1, of: id)[0]
        let delivery = lab.engine.freezeAndKill(id, scope: .tree)
        #expect(delivery.pids.count == 201 && delivery.pids.last == last)
        lab.waitForEmptyTree(id)
        #expect(!Lab.lives(last))
      }
    }

    /// Row 37.
    @Test func daemonsThatEndAreReaped() throws {
      try withLab { lab in
        for _ in 0..<300 {
          let id = try lab.start("fork", "{", "fork", "{", "setsid", "}", "}", "exit=0")
          lab.join(id)
          lab.waitForEmptyTree(id)
        }
        var told = siginfo_t()
        let answer = waitid(P_ALL, 0, &told, WEXITED | WNOHANG | WNOWAIT)
        #expect(answer == -1 && errno == ECHILD)
      }
    }

    /// Row 16: a tree can be killed although no descriptor is left.
    @Test func aTreeIsKilledWithoutAFreeDescriptor() throws {
      try withLab { lab in
        let id = try start(lab, branching)
        let pids = lab.waitForPids(4, of: id)
        let limit = try LinuxCalls().limit(.descriptors)
        let used = (openDescriptors().keys.max() ?? 0) + 1
        var fillers: [Int32] = []
        try LinuxCalls().setLimit(
          .descriptors, ResourceLimit(soft: UInt64(used) + 4, hard: limit.hard))
        while case let filler = dup(0), filler >= 0 { fillers.append(filler) }
        let delivery = lab.engine.freezeAndKill(id, scope: .tree)
        for filler in fillers { close(filler) }
        try LinuxCalls().setLimit(.descriptors, limit)
        #expect(Set(delivery.pids) == Set(pids))
        lab.waitForEmptyTree(id)
      }
    }

    @Test func childrenOfTheRestOfTheProgramAreLeftAlone() throws {
      try withLab { lab in
        let ends = try LinuxCalls().openPipe()
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends.read, 0)
        let texts: [String] = [Lab.probe, "drain", "exit=11"]
        var words: [UnsafeMutablePointer<CChar>?] = texts.map { (text: String) in strdup(text) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var other: pid_t = 0
        #expect(posix_spawn(&other, Lab.probe, &actions, nil, &words, nil) == 0)
        close(ends.read)
        lab.join(try lab.start("exit=0"))
        lab.engine.poll()
        #expect(lab.engine.unattributedOrphans().isEmpty)
        #expect(lab.engine.endAll(grace: nil).isEmpty)
        close(ends.write)
        var status: Int32 = 0
        #expect(waitpid(other, &status, 0) == other)
        #expect(status >> 8 & 0xff == 11)
      }
    }
  }
}
