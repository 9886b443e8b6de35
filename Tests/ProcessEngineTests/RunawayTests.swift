import Glibc
import Testing

@testable import ProcessEngine

extension EngineTests {
  /// What forks faster than it is looked at.
  @Suite struct RunawayTests {
    /// Row 30: it forks and exits all the time, ever in another session.
    @Test func aRunawayIsCaught() throws {
      try withLab { lab in
        let id = try lab.start("runaway=100000")
        lab.join(id)
        let start = lab.engine.now
        // Whatever it does, its tree is never taken for empty.
        lab.engine.poll()
        #expect(!lab.engine.treeIsEmpty(id))
        while !lab.engine.treeIsEmpty(id), lab.engine.now - start < .seconds(20) {
          lab.engine.freezeAndKill(id, scope: .tree)
          _ = lab.engine.wait(until: lab.engine.now + .milliseconds(20))
          lab.take()
        }
        #expect(lab.engine.treeIsEmpty(id))
      }
    }

    /// Row 30: each look at our children takes longer than the last one, since they are more by then.
    @Test func aRunawayThatIsFasterThanTheEngineDoesNotHoldItUp() throws {
      let calls = ScriptedCalls()
      try withLab(calls) { lab in
        let id = try lab.start("runaway=20000")
        calls.before = { if $0 == "readFile" { usleep(1_000) } }
        lab.join(id)
        calls.before = { _ in }
        #expect(calls.count("readFile") < 5_000)
        #expect(lab.engine.child(id).state.exitStatus == .exited(0))
      }
    }
  }
}
