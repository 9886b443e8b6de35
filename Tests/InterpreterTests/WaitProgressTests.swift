import ProcessEngine
import Testing

@testable import Interpreter

/// What a person is told that the session is busy with.
struct WaitProgressTests {
  @Test func `what is long in telling says so, and never nothing`() throws {
    try Bench.open(.live) { bench in
      // As if the line had begun long before its first row is told.
      bench.output.meanwhile = {
        bench.session.lineStart = bench.session.now + .seconds(-5)
        bench.output.waits = []
        bench.output.meanwhile = {}
      }
      bench.run("run sh 'seq 2000' as t")
      #expect(bench.output.lines.count == 2000)
      #expect(bench.output.waits == ["reading the rest of t"])
    }
  }
}
