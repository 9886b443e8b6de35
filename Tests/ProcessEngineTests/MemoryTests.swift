import SystemPackage
import Testing

@testable import ProcessEngine

extension EngineTests {
  /// What is done where there is little memory, which the calls play.
  @Suite struct MemoryTests {
    /// Row 17: before there is a process, and with the limit by name where there is one.
    @Test func withoutMemoryAStartIsRefused() throws {
      let calls = ScriptedCalls()
      try withLab(calls) { lab in
        let running = try lab.start("line", "exit=4") { $0.input = .pipe }
        let refused = lab.add("exit=3")
        calls.fail("probeMemory", .noMemory)
        let error = SpawnError(
          stage: .admission, errno: Errno.noMemory.rawValue, limit: .memory(nil))
        #expect(throws: error) { try lab.engine.start(refused) }
        #expect(lab.engine.child(refused).state == .initial && calls.requests.count == 1)
        try lab.engine.start(refused)
        #expect(lab.join(refused) == .exited(3))
        #expect(lab.engine.send([10], to: running))
        #expect(lab.join(running) == .exited(4))
      }
    }

    @Test func withoutMemoryThereIsNoEngine() throws {
      let calls = ScriptedCalls()
      calls.fail("probeMemory", .noMemory)
      #expect(throws: EngineError(call: "mmap", errno: Errno.noMemory.rawValue)) {
        try Lab(calls)
      }
      #expect(calls.lent.isEmpty)
    }

    /// Row 4: a stream keeps what there is memory for, and the rest is counted.
    @Test(arguments: ["probeMemory", "allocate"])
    func aStreamTakesNoMemoryThatIsNotThere(call: String) throws {
      let calls = ScriptedCalls()
      try withLab(calls) { lab in
        let id = try lab.start("line", "flood=100000", "line", "flood=50000", "exit=0") {
          $0.input = .pipe
        }
        calls.fail(call, .noMemory, times: .max)
        #expect(lab.engine.send([10], to: id))
        lab.wait("the first part") { lab.engine.child(id).output.total == 100_000 }
        #expect(lab.engine.child(id).output.dropped == 100_000)
        #expect(lab.engine.capturedBytes == 0)
        calls.forgive()
        calls.fail(call, .noMemory, after: 2, times: .max)
        #expect(lab.engine.send([10], to: id))
        #expect(lab.join(id) == .exited(0))
        let output = lab.engine.child(id).output
        #expect(output.total == 150_000 && output.endMark == 150_000)
        let kept = lab.engine.read(.standardOutput, of: id, from: 0, upTo: .max)
        #expect(kept.count > 0 && kept.count <= 16 << 10)
        #expect(output.dropped == 150_000 - UInt64(kept.count))
        #expect(kept == (50_000 - kept.count..<50_000).map { UInt8($0 % 251) })
      }
    }
  }
}
