import Interpreter
import Testing

/// What a person at the prompt is told, and what is never part of the record.
struct NoticeTests {
  @Test func `starts, signals and ends are told, with how long it took`() throws {
    try Bench.open(.live) { bench in
      bench.run("spawn sleep 60 as t; terminate t; join t; run sh 'exit 3' as u; run true as v")
      #expect(bench.output.lines.isEmpty)
      #expect(
        bench.output.notices.map(bench.shape) == [
          "t started, pid {num}", "TERM to t", "t stopped[SIGTERM] after {dur}",
          "u started, pid {num}", "u stopped[3] after {dur}",
          "v started, pid {num}", "v stopped after {dur}",
        ])
    }
  }

  @Test func `output is shown when it comes, and marked when it is revealed`() throws {
    try Bench.open(.live) { bench in
      bench.run("spawn sh 'echo one; echo two; sleep 60' as t; expect t one")
      bench.run("sleep 100ms")
      #expect(bench.output.notices.filter { $0.hasPrefix("t: ") } == ["t: one", "t: two"])
      #expect(bench.output.lines.map(\.text) == ["t: one"])
      #expect(bench.output.lines.allSatisfy { $0.isAlreadyShown })
    }
  }

  @Test func `without a person there are none`() throws {
    try Bench.open { bench in
      bench.run("spawn sleep 60 as t; terminate t; join t; run echo hello as u")
      #expect(bench.output.notices.isEmpty)
    }
  }

  @Test func `what has ended is told before the next line that was typed`() throws {
    try Bench.open(.live) { bench in
      bench.run("spawn sh 'exit 3' as t; expect t exits; spawn sh 'exit 4' as u")
      #expect(bench.output.notices.map(bench.shape).contains("t stopped[3] after {dur}"))
    }
  }
}

extension Bench {
  /// A notice with its numbers and durations as placeholders.
  func shape(_ notice: String) -> String {
    notice.replacing(/pid \d+/, with: "pid {num}").replacing(/after \S+/, with: "after {dur}")
  }
}
