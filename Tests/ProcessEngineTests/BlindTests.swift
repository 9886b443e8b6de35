import SystemPackage
import Testing

@testable import ProcessEngine

extension EngineTests {
  /// Where `/proc` is missing nobody can be looked up, but a child itself is held.
  @Suite struct BlindTests {
    /// An engine without `/proc`, from its first child on.
    private func withoutProc(_ body: (Lab, ScriptedCalls) throws -> Void) throws {
      let calls = ScriptedCalls()
      try withLab(calls) { lab in
        for call in ["open", "readFile", "numbers"] {
          calls.fail(call, .noSuchFileOrDirectory, times: .max)
        }
        try body(lab, calls)
        calls.forgive()
      }
    }

    @Test func aChildItselfIsReached() throws {
      try withoutProc { lab, calls in
        for signal in [Signal.terminate, .kill] {
          let id = try lab.start("pid", "pause")
          let pid = lab.waitForPids(1, of: id)[0]
          #expect(lab.engine.signal(signal, to: id, scope: .tree).pids == [pid])
          #expect(lab.join(id) == .signaled(signal, dumpedCore: false))
          lab.waitForEmptyTree(id)
          // What is held as a zombie is nobody to signal.
          #expect(lab.engine.signal(signal, to: id, scope: .tree).pids.isEmpty)
        }
        #expect(!lab.engine.seesDescendants)
        calls.forgive()
        lab.engine.poll()
        #expect(lab.engine.seesDescendants)
      }
    }

    /// Without waiting for a stop that can't be seen.
    @Test func itIsPausedAndKilled() throws {
      try withoutProc { lab, calls in
        let id = try lab.start("pid", "pause")
        let pid = lab.waitForPids(1, of: id)[0]
        #expect(lab.engine.signal(.stop, to: id, scope: .tree).pids == [pid])
        lab.wait("the pause") { lab.engine.child(id).state == .paused(.stop) }
        #expect(lab.engine.signal(.continue, to: id, scope: .tree).pids == [pid])
        #expect(lab.engine.freezeAndKill(id, scope: .tree).pids == [pid])
        #expect(lab.join(id) == .signaled(.kill, dumpedCore: false))
        #expect(calls.count("pause") == 0)
      }
    }

    @Test func theEndReachesIt() throws {
      try withoutProc { lab, _ in
        let id = try lab.start("ignore=15", "out=up", "pause")
        lab.expect("up", of: id)
        #expect(lab.engine.endAll(grace: nil).isEmpty)
        #expect(lab.engine.child(id).state.exitStatus == .signaled(.kill, dumpedCore: false))
      }
    }
  }
}
