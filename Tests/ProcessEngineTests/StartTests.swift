import Testing

@testable import ProcessEngine

extension EngineTests {
  @Suite struct StartTests {
    @Test func aChildRunsWritesAndEnds() throws {
      try withLab { lab in
        let id = try lab.start("out=hello", "err=oops", "exit=3")
        #expect(lab.engine.child(id).state == .started)
        #expect(lab.join(id) == .exited(3))
        #expect(lab.text(id) == "hello\n")
        #expect(lab.text(id, .standardError) == "oops\n")
        lab.waitForEmptyTree(id)
        #expect(lab.engine.child(id).state == .stopped(.exited(3)))
      }
    }
  }
}
