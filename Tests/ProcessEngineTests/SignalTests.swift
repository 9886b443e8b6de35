import Foundation
import SystemPackage
import Testing

@testable import ProcessEngine

extension EngineTests {
  @Suite struct SignalTests {
    @Test func aSignalReachesTheOneProcess() throws {
      try withLab { lab in
        let id = try lab.start(
          "catch=15:42", "fork", "{", "pid", "pause", "}", "out=ready", "pause")
        lab.expect("ready", of: id)
        let below = lab.waitForPids(1, of: id)
        let pid = try #require(lab.engine.child(id).pid)
        let delivery = lab.engine.signal(.terminate, to: id, scope: .only)
        #expect(delivery.pids == [pid] && delivery.refused.isEmpty)
        #expect(lab.engine.child(id).state == .started)
        #expect(lab.join(id) == .exited(42))
        #expect(Lab.lives(below[0]))
        #expect(lab.engine.child(id).firstEndingSignalTime != nil)
        // To an ended one: nobody, silently.
        #expect(lab.engine.signal(.terminate, to: id, scope: .only) == Delivery())
        let rest = lab.engine.signal(.terminate, to: id, scope: .tree)
        #expect(rest.pids == below)
        lab.waitForEmptyTree(id)
        #expect(lab.engine.signal(.terminate, to: id, scope: .tree) == Delivery())
        #expect(lab.engine.signal(.terminate, to: id, scope: .group) == Delivery())
      }
    }

    /// Row 13: a number that is used again is not the process that had it.
    @Test(.enabled(if: geteuid() == 0, "only root can choose a process number"))
    func aReusedPidIsNobody() throws {
      try withLab { lab in
        let first = try lab.start("exit=0")
        lab.join(first)
        lab.waitForEmptyTree(first)
        let pid = try #require(lab.engine.child(first).pid)
        let second = try lab.start("reuse=\(pid)", "pause")
        lab.wait("the second life") { !lab.lines(second).isEmpty }
        try #require(lab.lines(second) == ["reused \(pid)"])
        for scope in [SignalScope.only, .group, .tree] {
          #expect(lab.engine.signal(.kill, to: first, scope: scope) == Delivery())
        }
        #expect(Lab.lives(pid))
        let delivery = lab.engine.signal(.kill, to: second, scope: .tree)
        #expect(Set(delivery.pids) == [try #require(lab.engine.child(second).pid), pid])
        lab.waitForEmptyTree(second)
      }
    }

    /// Row 13: also when it happens between the walk and the signal.
    @Test func aPidThatChangedHandsDuringTheWalkIsNobody() throws {
      let calls = ScriptedCalls()
      try withLab(calls) { lab in
        let id = try lab.start("fork", "{", "pid", "pause", "}", "pause")
        let pid = lab.waitForPids(1, of: id)[0]
        var reads = 0
        calls.rewrite = { path, content in
          guard path == "/proc/\(pid)/stat" else { return content }
          reads += 1
          if reads % 2 == 1 { return content }
          // A different start: somebody else's number now.
          var fields = String(decoding: content, as: UTF8.self).split(separator: " ")
          fields[21] = "1"
          return Array(fields.joined(separator: " ").utf8)
        }
        let delivery = lab.engine.signal(.hangup, to: id, scope: .tree)
        #expect(!delivery.pids.contains(pid))
        calls.rewrite = { $1 }
        #expect(Lab.lives(pid))
      }
    }

    /// Row 14.
    @Test(arguments: [false, true])
    func aGroupIsSignalledWhileItsLeaderIsHeld(_ isOldKernel: Bool) throws {
      let calls = ScriptedCalls()
      if isOldKernel { calls.fail("send:process", .invalidArgument, after: 2) }
      try withLab(calls) { lab in
        let id = try lab.start(
          "fork", "{", "pid", "pause", "}", "fork", "{", "setpgid", "pid", "pause", "}", "exit=0")
        let pids = lab.waitForPids(2, of: id)
        lab.join(id)
        #expect(lab.engine.child(id).state == .exited(.exited(0)))
        let pid = try #require(lab.engine.child(id).pid)
        let inGroup = try #require(pids.first { getpgid($0) == pid })
        let outside = try #require(pids.first { getpgid($0) != pid })
        calls.forgive()
        if isOldKernel { calls.fail("send:process", .invalidArgument, after: 1) }
        let delivery = lab.engine.signal(.terminate, to: id, scope: .group)
        #expect(delivery.pids == [inGroup])
        lab.wait("its end") { !Lab.lives(inGroup) }
        #expect(Lab.lives(outside))
        #expect(
          calls.sent.last == (isOldKernel ? "TERM group \(pid)" : "TERM group by descriptor"))
        lab.engine.freezeAndKill(id, scope: .tree)
        lab.waitForEmptyTree(id)
        let count = calls.sent.count
        #expect(lab.engine.signal(.terminate, to: id, scope: .group) == Delivery())
        #expect(calls.sent.count == count)
      }
    }

    /// Row 14: for as long nobody else can be given its number, which is that of the group; also
    /// when all of the group have left it.
    @Test(.enabled(if: geteuid() == 0, "only root can choose a process number"))
    func theNumberOfAHeldLeaderIsTaken() throws {
      try withLab { lab in
        let id = try lab.start("fork", "{", "setsid", "pid", "pause", "}", "line", "exit=0") {
          $0.input = .pipe
        }
        _ = lab.waitForPids(1, of: id)
        _ = lab.engine.send([10], to: id)
        lab.join(id)
        let pid = try #require(lab.engine.child(id).pid)
        let thief = try lab.start("reuse=\(pid)", "exit=0")
        lab.join(thief)
        #expect(lab.lines(thief) == ["clone3: \(EEXIST)"])
        #expect(lab.engine.signal(.terminate, to: id, scope: .group) == Delivery())
        lab.engine.signal(.terminate, to: id, scope: .tree)
        lab.waitForEmptyTree(id)
      }
    }

    /// Row 24.
    @Test func aStoppedChildHearsTermOnceContinued() throws {
      try withLab { lab in
        let id = try lab.start("catch=15:3", "stop", "pause")
        lab.wait("the stop") { lab.engine.child(id).state == .paused(.stop) }
        lab.engine.signal(.terminate, to: id, scope: .tree)
        lab.engine.poll()
        #expect(lab.engine.child(id).state == .paused(.stop))
        lab.engine.signal(.continue, to: id, scope: .tree)
        #expect(lab.join(id) == .exited(3))
      }
    }

    /// A shell waits so for the child that it has just made.
    @Test func whoWaitsForAChildToExecIsPausedAfterIt() throws {
      try withLab { lab in
        for _ in 0..<20 {
          let id = try lab.start("vfork=5", "pause")
          lab.expect("borrowed", of: id)
          lab.engine.signal(.stop, to: id, scope: .tree)
          lab.wait("the pause") { lab.engine.child(id).state == .paused(.stop) }
          #expect(lab.engine.descendants(of: id).map(\.isStopped) == [true])
          lab.engine.freezeAndKill(id, scope: .tree)
          lab.join(id)
        }
      }
    }

    /// Row 25.
    @Test func stopsAndContinuationsAreSeen() throws {
      try withLab { lab in
        let id = try lab.start("pause")
        for _ in 0..<20 {
          lab.engine.signal(.stop, to: id, scope: .only)
          lab.wait("the stop") { lab.engine.child(id).state == .paused(.stop) }
          lab.engine.signal(.continue, to: id, scope: .only)
          lab.wait("going on") { lab.engine.child(id).state == .started }
        }
        let kinds = lab.kinds(id)
        #expect(kinds.filter { $0 == .paused(.stop) }.count == 20)
        #expect(kinds.filter { $0 == .resumed }.count == 20)
      }
    }

    /// Row 25: many at once become few signals.
    @Test func aStormOfStopsIsSeenWhole() throws {
      try withLab { lab in
        var ids: [ChildID] = []
        for _ in 0..<200 { ids.append(try lab.start("pause")) }
        for signal in [Signal.stop, .continue, .stop] {
          _ = lab.engine.signal(signal, to: ids, scope: .only)
          let wanted = signal == .stop ? LifeState.paused(.stop) : .started
          lab.wait("\(signal.shortName)") {
            ids.allSatisfy { lab.engine.child($0).state == wanted }
          }
        }
        #expect(lab.engine.signal(.kill, to: ids, scope: .tree).count == 200)
        for id in ids { #expect(lab.join(id) == .signaled(.kill, dumpedCore: false)) }
      }
    }

    @Test func aKilledChildIsNotToldAsPaused() throws {
      try withLab { lab in
        for _ in 0..<50 {
          let id = try lab.start("pause")
          lab.engine.freezeAndKill(id, scope: .tree)
          lab.join(id)
          #expect(!lab.kinds(id).contains(.paused(.stop)))
        }
      }
    }

    /// Row 32.
    @Test func nobodyButChildrenIsEverSignalled() throws {
      let calls = ScriptedCalls()
      calls.fail("send:process", .invalidArgument, times: .max)
      try withLab(calls) { lab in
        let id = try lab.start("fork", "{", "pause", "}", "pause")
        let initial = lab.add("pause")
        for scope in [SignalScope.only, .group, .tree] {
          #expect(lab.engine.signal(.hangup, to: initial, scope: scope) == Delivery())
          lab.engine.signal(.winch, to: id, scope: scope)
        }
        calls.forgive()
        let numbers = calls.sent.compactMap { $0.split(separator: " ").last.flatMap { Int32($0) } }
        #expect(numbers == [try #require(lab.engine.child(id).pid)])
      }
    }

    @Test(.enabled(if: geteuid() == 0, "only root can start somebody else's process"))
    func whatMayNotBeSignalledIsNamed() throws {
      // Root may signal everybody, so the kernel's refusal is played.
      let calls = ScriptedCalls()
      try withLab(calls) { lab in
        let id = try lab.start("fork", "{", "setuid=65534", "pid", "pause", "}", "pause")
        let pid = lab.waitForPids(1, of: id)[0]
        calls.fail("send:process", .notPermitted, after: 1)
        let delivery = lab.engine.signal(.hangup, to: id, scope: .tree)
        #expect(delivery.pids == [try #require(lab.engine.child(id).pid)])
        #expect(delivery.refused.map(\.pid) == [pid])
        #expect(delivery.refused.first?.owner == 65534)
      }
    }

    @Test func signalsToOurselvesAreReported() throws {
      try withLab(adjust: { $0.catches = [.interrupt, .windowChange] }) { lab in
        // Directed at the process, it would go to a thread that doesn't block it.
        pthread_kill(pthread_self(), SIGINT)
        pthread_kill(pthread_self(), SIGWINCH)
        #expect(lab.engine.wait(until: nil) == .signal(.interrupt))
        #expect(lab.engine.wait(until: nil) == .signal(.windowChange))
        #expect(lab.engine.wait(until: lab.engine.now) == .deadline)
      }
    }
  }
}

extension Signal {
  static let winch = Signal.windowChange
}
