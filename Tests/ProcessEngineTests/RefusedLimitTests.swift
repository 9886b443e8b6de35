import SystemPackage
import Testing

@testable import ProcessEngine

extension EngineTests {
  /// A limit or a nice value that a child may not have: which, and how much it may.
  @Suite struct RefusedLimitTests {
    private func stage(
      _ reply: SpawnReply, adjust: (inout Launch) -> Void
    ) throws -> SpawnError.Stage? {
      let calls = ScriptedCalls()
      calls.files = ["/proc/sys/fs/nr_open": "1048576\n"]
      var stage: SpawnError.Stage?
      try withLab(calls) { lab in
        let id = lab.add("exit=0", adjust: adjust)
        calls.replies = [reply]
        do throws(SpawnError) {
          try lab.engine.start(id)
        } catch {
          stage = error.stage
        }
      }
      return stage
    }

    private let refused = SpawnReply.failed(.limit, errno: Errno.notPermitted.rawValue)

    @Test func itIsNamedWithItsBound() throws {
      let hard = try LinuxCalls().limit(.descriptors).hard
      #expect(
        try stage(refused) {
          $0.limits = [.processorTime: 1, .descriptors: hard + 1]
        } == .limit(.descriptors, hard + 1, above: .hard(hard)))
      #expect(
        try stage(refused) { $0.limits[.descriptors] = 2_000_000 }
          == .limit(.descriptors, 2_000_000, above: .system(1_048_576)))
      #expect(try stage(refused) { $0.limits[.coreSize] = 0 } == .setup("prlimit"))
    }

    @Test func aNiceValueIsNamed() throws {
      let reply = SpawnReply.failed(.nice, errno: Errno.permissionDenied.rawValue)
      #expect(try stage(reply) { $0.niceness = -5 } == .niceness(-5))
    }
  }
}
