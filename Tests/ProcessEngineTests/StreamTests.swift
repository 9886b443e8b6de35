import Foundation
import SystemPackage
import Testing

@testable import ProcessEngine

extension EngineTests {
  @Suite struct StreamTests {
    private func pattern(_ range: Range<Int>) -> [UInt8] { range.map { UInt8($0 % 251) } }

    /// Row 3.
    @Test func muchCanGoBothWaysAtOnce() throws {
      try withLab { lab in
        let id = try lab.start("echo") {
          $0.input = .pipe
          $0.captureLimit = 16 << 20
        }
        let bytes = pattern(0..<(10 << 20))
        for start in stride(from: 0, to: bytes.count, by: 1 << 18) {
          let isSent = lab.engine.send(Array(bytes[start..<(start + 1 << 18)]), to: id)
          #expect(isSent)
        }
        lab.engine.closeInput(id)
        #expect(lab.join(id) == .exited(0))
        let isSame = lab.engine.read(.standardOutput, of: id, from: 0, upTo: .max) == bytes
        #expect(isSame)
        #expect(lab.kinds(id).contains(.inputClosed))
      }
    }

    /// Row 4.
    @Test func aFloodIsBoundedAndCounted() throws {
      try withLab { lab in
        let size = 64 << 20
        let id = try lab.start("flood=\(size)", "flooderr=1000")
        lab.join(id)
        let position = lab.engine.child(id).output
        #expect(position.total == UInt64(size) && position.dropped == UInt64(size - (1 << 20)))
        let kept = lab.engine.read(.standardOutput, of: id, from: 0, upTo: .max)
        let isLast = kept == pattern(size - kept.count..<size)
        #expect(kept.count == 1 << 20 && isLast)
        #expect(lab.engine.child(id).error.total == 1000)
        #expect(lab.engine.child(id).error.dropped == 0)
      }
    }

    /// Row 4: of all runs together.
    @Test func theOldestFinishedRunsMakeRoomForOthers() throws {
      try withLab(adjust: { $0.totalCaptureLimit = 4 << 20 }) { lab in
        var ids: [ChildID] = []
        for _ in 0..<8 {
          let id = try lab.start("flood=1048576", "exit=0")
          lab.join(id)
          ids.append(id)
          #expect(lab.engine.capturedBytes <= 4 << 20)
        }
        let kept = ids.map { lab.engine.read(.standardOutput, of: $0, from: 0, upTo: .max).count }
        #expect(kept.last == 1 << 20 && kept.first == 0)
        #expect(kept == kept.sorted())
        for id in ids {
          let position = lab.engine.child(id).output
          #expect(position.total == 1 << 20)
          let size = lab.engine.read(.standardOutput, of: id, from: 0, upTo: .max).count
          #expect(position.dropped == position.total - UInt64(size))
        }
        for id in ids { lab.engine.forget(id) }
        #expect(lab.engine.capturedBytes == 0)
      }
    }

    /// Row 4: when nothing is finished, the living share what there is, and lose nothing unseen.
    @Test func livingFloodersStayWithinTheLimitOfAll() throws {
      try withLab(adjust: { $0.totalCaptureLimit = 1 << 20 }) { lab in
        var ids: [ChildID] = []
        for _ in 0..<8 { ids.append(try lab.start("flood=4000000", "exit=0")) }
        var seen = [UInt64](repeating: 0, count: ids.count)
        lab.wait("all") {
          #expect(lab.engine.capturedBytes <= (1 << 20) + 8 * 4096)
          for (index, id) in ids.enumerated() {
            let position = lab.engine.child(id).output
            #expect(position.dropped <= seen[index])
            seen[index] = position.total
          }
          return ids.allSatisfy { lab.engine.child($0).state.exitStatus != nil }
        }
        #expect(seen.allSatisfy { $0 == 4_000_000 })
      }
    }

    /// Row 5.
    @Test func oneFlooderDoesNotStarveOthers() throws {
      try withLab { lab in
        let flooder = try lab.start("flood=100000000000")
        var tickers: [ChildID] = []
        for _ in 0..<20 { tickers.append(try lab.start("tick=1000") { $0.input = .pipe }) }
        var last: UInt64 = 0
        for round in 1...50 {
          for id in tickers { #expect(lab.engine.send([10], to: id)) }
          let start = lab.engine.now
          lab.wait("round \(round)") {
            let total = lab.engine.child(flooder).output.total
            #expect(total - last <= 256 << 10)
            last = total
            return tickers.allSatisfy { lab.engine.child($0).output.total == UInt64(round * 5) }
          }
          #expect(lab.engine.now - start < .seconds(2))
        }
        #expect(last > 1 << 20)
      }
    }

    /// A deadline is kept although there is always something to read.
    @Test func aFlooderDoesNotHideTheDeadline() throws {
      try withLab { lab in
        _ = try lab.start("flood=100000000000")
        let start = lab.engine.now
        while lab.engine.wait(until: start + .milliseconds(100)) != .deadline { lab.take() }
        #expect(lab.engine.now - start < .seconds(2))
        lab.engine.poll()
      }
    }

    /// Row 4: what floods is let gather, by a larger pipe or, where that is refused, as it comes; what
    /// comes slowly again is heard at once again.
    @Test(arguments: [0, Errno.notPermitted.rawValue])
    func aFloodIsLetGather(_ refusal: Int32) throws {
      let calls = ScriptedCalls()
      if refusal != 0 { calls.fail("setPipeCapacity", Errno(rawValue: refusal), times: 1 << 20) }
      try withLab(calls) { lab in
        let size = 64 << 20
        let id = try lab.start("flood=\(size)", "tick=50", "exit=3") { $0.input = .pipe }
        lab.wait("the flood") { lab.engine.child(id).output.total == UInt64(size) }
        #expect(calls.count("setPipeCapacity") >= 1)
        // A pipe of the usual size would have to be waited for at least that often.
        if refusal == 0 { #expect(calls.count("wait") < size / (64 << 10)) }
        for _ in 0..<50 {
          let before = lab.engine.child(id).output.total
          #expect(lab.engine.send([10], to: id))
          lab.wait("a tick") { lab.engine.child(id).output.total > before }
        }
        #expect(lab.join(id) == .exited(3))
        #expect(lab.engine.child(id).output.endMark == lab.engine.child(id).output.total)
      }
    }

    /// Row 6.
    @Test func aChildThatClosesItsInputDoesNotKillUs() throws {
      try withLab { lab in
        let id = try lab.start("close=0", "out=closed", "pause") { $0.input = .pipe }
        lab.expect("closed", of: id)
        lab.wait("the news") { !lab.engine.child(id).inputIsOpen }
        #expect(!lab.engine.send([1, 2, 3], to: id))
        #expect(lab.kinds(id).contains(.inputClosed))
        var set = sigset_t()
        sigpending(&set)
        #expect(sigismember(&set, SIGPIPE) == 0)
      }
    }

    /// Row 6: while bytes are queued.
    @Test func aChildThatStopsReadingGetsTheRestDropped() throws {
      try withLab { lab in
        let id = try lab.start("line", "close=0", "out=closed", "pause") { $0.input = .pipe }
        _ = lab.engine.send(Array("go\n".utf8) + [UInt8](repeating: 1, count: 1 << 20), to: id)
        lab.wait("the news") { !lab.engine.child(id).inputIsOpen }
        var set = sigset_t()
        sigpending(&set)
        #expect(sigismember(&set, SIGPIPE) == 0)
      }
    }

    @Test func closingOurEndTellsTheWriter() throws {
      try withLab { lab in
        let id = try lab.start("line", "flood=1000000", "exit=0") { $0.input = .pipe }
        lab.engine.close(.standardOutput, of: id)
        #expect(!lab.engine.child(id).output.isOpen)
        _ = lab.engine.send([10], to: id)
        #expect(lab.join(id) == .signaled(.pipe, dumpedCore: false))
        #expect(lab.kinds(id).contains(.closed(.standardOutput)))
      }
    }

    @Test func aClosedStreamIsToldOnce() throws {
      try withLab { lab in
        let id = try lab.start("close=1", "err=here", "pause")
        lab.wait("the end of output") { !lab.engine.child(id).output.isOpen }
        #expect(lab.engine.child(id).error.isOpen)
        lab.engine.signal(.kill, to: id, scope: .only)
        lab.join(id)
        lab.waitForEmptyTree(id)
        #expect(lab.kinds(id).filter { $0 == .closed(.standardOutput) }.count == 1)
        #expect(lab.kinds(id).filter { $0 == .closed(.standardError) }.count == 1)
      }
    }

    @Test func inputIsOpenUntilAllIsWritten() throws {
      try withLab { lab in
        let id = try lab.start("line", "echo") { $0.input = .pipe }
        #expect(lab.engine.child(id).inputIsOpen)
        let isSent = lab.engine.send([10] + pattern(0..<300_000), to: id)
        #expect(isSent)
        lab.engine.closeInput(id)
        #expect(!lab.engine.child(id).inputIsOpen)
        #expect(!lab.engine.send([1], to: id))
        #expect(lab.join(id) == .exited(0))
        let received = lab.engine.read(.standardOutput, of: id, from: 0, upTo: .max)
        let isSame = received == pattern(0..<300_000)
        #expect(isSame)
      }
    }

    @Test func withoutAPipeThereIsNothingToSendTo() throws {
      try withLab { lab in
        let id = try lab.start("drain", "exit=0")
        #expect(!lab.engine.send([1], to: id))
        lab.engine.closeInput(id)
        #expect(lab.join(id) == .exited(0))
      }
    }

    @Test func aWatchedDescriptorWakesTheLoop() throws {
      try withLab { lab in
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        lab.engine.watch(ends[0])
        #expect(lab.engine.wait(until: lab.engine.now) == .deadline)
        _ = Glibc.write(ends[1], "x", 1)
        #expect(lab.engine.wait(until: nil) == .readable(ends[0]))
        // Still there: it was not read.
        #expect(lab.engine.wait(until: nil) == .readable(ends[0]))
        lab.engine.unwatch(ends[0])
        #expect(lab.engine.wait(until: lab.engine.now + .milliseconds(5)) == .deadline)
      }
    }

    /// The loop of somebody else, by its epoll descriptor (epoll(7)).
    @Test func aWatchedLoopWakesTheLoop() throws {
      try withLab { lab in
        let other = LinuxCalls()
        let loop = try other.openPoll()
        let ends = try other.openPipe()
        defer { for descriptor in [loop, ends.read, ends.write] { close(descriptor) } }
        try other.control(loop, .add, ends.read, .readable, token: 7)
        lab.engine.watch(loop)
        #expect(lab.engine.wait(until: lab.engine.now) == .deadline)
        _ = Glibc.write(ends.write, "x", 1)
        #expect(lab.engine.wait(until: nil) == .readable(loop))
        var ready: [Readiness] = []
        try other.wait(loop, into: &ready, atMost: .zero)
        #expect(ready.map(\.token) == [7])
        lab.engine.unwatch(loop)
      }
    }

    @Test func aWatchedFileIsAlwaysReadable() throws {
      try withLab { lab in
        let file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC)
        defer { close(file) }
        lab.engine.watch(file)
        #expect(lab.engine.wait(until: nil) == .readable(file))
        #expect(lab.engine.wait(until: nil) == .readable(file))
        lab.engine.unwatch(file)
        #expect(lab.engine.wait(until: lab.engine.now) == .deadline)
      }
    }
  }
}
