import Language
import ProcessEngine

/// `join T [for D]` and `join any T`
struct Join: Verb {
  static let manual = Manual(
    "join", .wait, ["join T [for D]", "join any T [for D]"], "wait for the end",
    detail: """
      Then prints what the process wrote and was not printed before. Like Python's, a join that \
      runs out of time is silent and changes nothing. It waits for the exit, never for a pipe \
      that a grandchild holds. 'join any' returns for one that was not yet seen to end.
      """,
    example: "spawn sh 'echo hello; exit 3' as t\njoin t\nt.exitcode")

  private let words: [Word]
  private let isAny: Bool
  private var limit: Argument<Duration>?

  static func suits(_ child: Child) -> Bool { child.state != .initial }

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    isAny = arguments.takeKeyword("any")
    words = try arguments.takeTargets(before: ["for"])
    if arguments.takeKeyword("for") { limit = try arguments.takeDuration() }
  }

  func run(in session: Session) throws(Failure) {
    let targets = try session.targets(words)
    let limit = try self.limit?.value(in: session)
    let deadline = session.deadline(after: limit)
    try session.together(targets, fits: \.isStarted, "can only join a started process") {
      joined throws(Failure) in
      if isAny {
        try joinAny(joined, deadline: deadline, in: session)
      } else {
        try session.join(joined, deadline: deadline)
      }
    }
  }

  private func joinAny(
    _ joined: [Process], deadline: Instant?, in session: Session
  ) throws(Failure) {
    let waiting = joined.filter { !$0.isEndRevealed }
    guard !waiting.isEmpty else {
      throw Failure(
        joined.isEmpty ? "there is no process to join" : "all of them were seen to end already")
    }
    var first: Process?
    let what = waiting.count == 1 ? "\(waiting[0].label) to end" : "one of \(waiting.count) to end"
    try session.wait(for: what, until: deadline ?? session.defaultDeadline) {
      first = waiting.filter(session.hasEnded).min { left, right in
        session.endTime(of: left) < session.endTime(of: right)
      }
      return first != nil
    }
    if let first {
      session.last = first
      try session.revealEnd(of: first)
    } else if deadline == nil {
      throw session.timeout(waiting) { "\($0.label) did not end" }
    }
  }
}

extension Session {
  /// When the end of a process was seen by the engine.
  fileprivate func endTime(of process: Process) -> Instant {
    engine.child(process.id).exitTime ?? engine.now
  }
}
