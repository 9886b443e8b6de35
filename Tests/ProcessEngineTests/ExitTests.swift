import Foundation
import SystemPackage
import Testing

@testable import ProcessEngine

extension EngineTests {
  @Suite struct ExitTests {
    @Test func aChildRunsWritesAndEnds() throws {
      try withLab { lab in
        let id = try lab.start("out=hello", "err=oops", "exit=3")
        #expect(lab.engine.child(id).state == .started)
        #expect(lab.join(id) == .exited(3))
        #expect(lab.text(id) == "hello\n")
        #expect(lab.text(id, .standardError) == "oops\n")
        lab.waitForEmptyTree(id)
        #expect(lab.engine.child(id).state == .stopped(.exited(3)))
        let pid = try #require(lab.engine.child(id).pid)
        let kinds = lab.kinds(id).filter {
          $0 != .wrote(.standardOutput) && $0 != .wrote(.standardError)
        }
        #expect(kinds.first == .started(pid: pid))
        let ends = kinds.filter {
          if case .closed = $0 { false } else { true }
        }
        #expect(
          ends == [
            .started(pid: pid), .exited(.exited(3), lab.engine.child(id).usage), .reaped,
            .treeEmptied,
          ])
      }
    }

    @Test(arguments: [0, 1, 127, 255] as [Int32])
    func exitCodesAreExact(_ code: Int32) throws {
      try withLab { lab in
        try lab.check("exit=\(code)", ends: .exited(code))
      }
    }

    @Test(arguments: [1, 2, 6, 9, 11, 13, 15, 34, 64] as [Int32])
    func signalsThatEndAreExact(_ number: Int32) throws {
      try withLab { lab in
        let status = lab.join(try lab.start("die=\(number)"))
        #expect(status?.code == -number)
      }
    }

    /// What was written before the end was there before it, though it is read with it.
    @Test func theFirstOutputIsNeverLaterThanTheEnd() throws {
      try withLab { lab in
        for _ in 1...20 {
          let id = try lab.start("out=x", "exit=0")
          lab.join(id)
          let child = lab.engine.child(id)
          let (output, end) = try (#require(child.firstOutputTime), #require(child.exitTime))
          #expect(output <= end)
        }
      }
    }

    /// Row 1.
    @Test func joinDoesNotWaitForAGrandchildThatHoldsThePipe() throws {
      try withLab { lab in
        let id = try lab.start("fork", "{", "pause", "}", "out=mine", "exit=0")
        #expect(lab.join(id) == .exited(0))
        let child = lab.engine.child(id)
        #expect(lab.text(id) == "mine\n")
        #expect(child.output.isOpen && child.output.endMark == 5)
        #expect(child.state == .exited(.exited(0)) && !lab.engine.treeIsEmpty(id))
        lab.engine.freezeAndKill(id, scope: .tree)
        lab.waitForEmptyTree(id)
        lab.wait("the pipe's end") { !lab.engine.child(id).output.isOpen }
      }
    }

    /// Row 1: what a descendant writes later is read on, behind the mark.
    @Test func whatADescendantWritesLaterComesAfterTheMark() throws {
      try withLab { lab in
        let id = try lab.start("fork", "{", "line", "out=late", "}", "out=mine", "exit=0") {
          $0.input = .pipe
        }
        // The grandchild shares the standard input; the engine closes its own end with the exit.
        lab.join(id)
        lab.wait("the late line") { lab.lines(id).contains("late") }
        #expect(lab.engine.child(id).output.endMark == 5)
        lab.waitForEmptyTree(id)
      }
    }

    /// Row 2.
    @Test func theTailIsNeverLost() throws {
      try withLab { lab in
        for _ in 0..<200 {
          let id = try lab.start("flood=1048576", "exit=0")
          lab.join(id)
          let position = lab.engine.child(id).output
          #expect(position.total == 1 << 20 && position.endMark == 1 << 20)
          #expect(position.dropped == 0)
          lab.waitForEmptyTree(id)
          lab.engine.forget(id)
        }
      }
    }

    /// Row 2, with a ring that is smaller than what the pipe holds at the exit.
    @Test func theLastOutputIsShownWholeEvenWhenLittleIsKept() throws {
      try withLab { lab in
        let id = try lab.start("flood=60000", "exit=0") { $0.captureLimit = 4096 }
        var seen: [UInt8] = []
        lab.wait("the end") {
          seen += lab.engine.read(.standardOutput, of: id, from: UInt64(seen.count), upTo: .max)
          return lab.engine.child(id).state.exitStatus != nil
        }
        let isWhole = seen == (0..<60000).map { UInt8($0 % 251) }
        #expect(isWhole)
        #expect(lab.engine.child(id).output.dropped == 60000 - 4096)
      }
    }

    /// Row 9.
    @Test func aParentThatIgnoredChildrenStillGetsTheirExits() throws {
      let before = signal(SIGCHLD, SIG_IGN)
      defer { signal(SIGCHLD, before) }
      try withLab { lab in
        try lab.check("exit=5", ends: .exited(5))
      }
    }

    /// Row 10.
    @Test func aStolenExitIsNeverTakenForSuccess() throws {
      let calls = ScriptedCalls()
      calls.fail("exitStatus", .noData, times: .max)
      try withLab(calls) { lab in
        let id = try lab.start("exit=7")
        let pid = try #require(lab.engine.child(id).pid)
        var status: Int32 = 0
        #expect(waitpid(pid, &status, 0) == pid)
        #expect(lab.join(id) == .lost)
        #expect(lab.engine.child(id).state == .stopped(.lost))
        #expect(lab.engine.child(id).usage == nil)
        lab.waitForEmptyTree(id)
      }
    }

    /// Row 10: a kernel that can tell, does.
    @Test func aStolenExitIsStillKnownToNewKernels() throws {
      try withLab { lab in
        let id = try lab.start("exit=7")
        let pid = try #require(lab.engine.child(id).pid)
        var status: Int32 = 0
        #expect(waitpid(pid, &status, 0) == pid)
        let end = lab.join(id)
        #expect(end == .exited(7) || end == .lost)
        lab.waitForEmptyTree(id)
      }
    }

    /// Row 11.
    @Test func thousandsOfExitsInOneInstantAreAllSeenOnce() throws {
      try withLab { lab in
        var ids: [ChildID] = []
        for _ in 0..<1500 {
          ids.append(
            try lab.start("pause") {
              $0.output = .file("/dev/null")
              $0.error = .sameAsOutput
            })
        }
        _ = lab.engine.signal(.kill, to: ids, scope: .only)
        for id in ids { #expect(lab.join(id) == .signaled(.kill, dumpedCore: false)) }
        for id in ids { lab.waitForEmptyTree(id) }
        let exits = lab.log.filter {
          if case .exited = $0.kind { true } else { false }
        }
        #expect(exits.count == 1500 && Set(exits.map(\.child)).count == 1500)
      }
    }

    /// Row 12.
    @Test func heldZombiesDoNotKeepTheLoopBusy() throws {
      let calls = ScriptedCalls()
      try withLab(calls) { lab in
        var held: [ChildID] = []
        for _ in 0..<50 { held.append(try lab.start("fork", "{", "pause", "}", "exit=0")) }
        for id in held { lab.join(id) }
        for _ in 0..<100 { lab.join(try lab.start("exit=1")) }
        lab.engine.poll()
        lab.take()
        let before = calls.count("wait:poll")
        let deadline = lab.engine.now + .milliseconds(300)
        #expect(lab.engine.wait(until: deadline) == .deadline)
        #expect(calls.count("wait:poll") - before < 20)
        for id in held { #expect(lab.engine.child(id).state == .exited(.exited(0))) }
      }
    }

    @Test func usageIsTheChildsOwn() throws {
      try withLab { lab in
        let busy = try lab.start("spin=50", "exit=0")
        let large = try lab.start("grow=400000000", "exit=0")
        lab.join(busy)
        lab.join(large)
        let usage = try #require(lab.engine.child(busy).usage)
        #expect(usage.user + usage.system >= .milliseconds(40))
        let peak = try #require(lab.engine.child(large).usage?.peakResidentBytes)
        #expect(peak > 400_000_000)
        // The engine's process is larger than a small child, so the kernel's figure says nothing.
        #expect(lab.engine.child(busy).usage?.peakResidentBytes == nil)
      }
    }

    /// Row 42.
    @Test func anExitInTheSameBatchAsTheDeadlineIsSeen() throws {
      let calls = ScriptedCalls()
      try withLab(calls) { lab in
        let id = try lab.start("exit=0")
        let pid = try #require(lab.engine.child(id).pid)
        lab.take()
        var told = siginfo_t()
        waitid(P_PID, id_t(pid), &told, WEXITED | WNOWAIT)
        #expect(lab.engine.wait(until: Instant(nanoseconds: 0)) == .deadline)
        #expect(lab.engine.child(id).state.exitStatus == .exited(0))
      }
    }

    /// Row 41: only the monotonic clock counts.
    @Test func aDeadlineIsNotReachedWhileTimeStandsStill() throws {
      let calls = ScriptedCalls()
      try withLab(calls) { lab in
        let id = try lab.start("exit=0")
        calls.frozen = lab.engine.now
        defer { calls.frozen = nil }
        let deadline = lab.engine.now + .milliseconds(1)
        while lab.engine.child(id).state.exitStatus == nil {
          #expect(lab.engine.wait(until: deadline) == .events)
          lab.take()
        }
      }
    }

    /// Row 41.
    @Test func timeIsTheMonotonicClocks() throws {
      func clock() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Instant(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
      }
      try withLab { lab in
        let (before, now, after) = (clock(), lab.engine.now, clock())
        #expect(before <= now && now <= after)
      }
    }

    @Test func aForgottenChildLeavesNothing() throws {
      try withLab { lab in
        let id = try lab.start("out=x", "exit=0")
        lab.join(id)
        lab.engine.forget(id)
        #expect(lab.engine.children.isEmpty)
        let alive = try lab.start("pause")
        lab.engine.forget(alive)
        #expect(lab.engine.children == [alive])
        #expect(lab.engine.child(alive).state == .started)
        let initial = lab.add("exit=0")
        lab.engine.forget(initial)
        #expect(lab.engine.children == [alive])
      }
    }
  }
}
