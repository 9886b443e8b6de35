import Language
import ProcessEngine

/// `output T [out|err] [last N]`
struct Output: Verb {
  static let manual = Manual(
    "output", .stdio, ["output T [out|err] [last N]"], "show what it has written so far",
    detail: """
      All that is kept, printed before or not; what a descendant writes after the join shows only \
      here. It does not count as printed: join prints it still.
      """,
    example: "run echo hello as t\noutput t last 1")

  private let words: [Word]
  private var streams = Stream.allCases
  private var count: Argument<Int>?

  static func suits(_ child: Child) -> Bool { child.state != .initial }

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    words = try arguments.takeTargets(before: ["out", "err", "last"])
    if arguments.takeKeyword("out") {
      streams = [.standardOutput]
    } else if arguments.takeKeyword("err") {
      streams = [.standardError]
    }
    if arguments.takeKeyword("last") { count = try arguments.takeCount("a number of lines") }
  }

  func run(in session: Session) throws(Failure) {
    let targets = try session.targets(words)
    let count = try self.count?.value(in: session)
    // What has come is shown, but nothing is observed: states are what they were.
    session.engine.poll()
    session.absorb()
    try session.together(targets, fits: \.isStarted, "can only show a started process") { shown in
      for process in shown {
        for line in session.outputLines(of: process, streams, last: count) {
          session.record(line)
        }
      }
    }
  }
}
