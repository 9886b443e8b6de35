import Language
import OrderedCollections
import ProcessEngine

extension Session {
  /// Waits for the end of each process, then reveals their output one after the other.
  ///
  /// Returns whether all have ended; at a deadline of the statement's own that is no error.
  @discardableResult
  func join(_ joined: [Process], deadline: Instant?) throws(Failure) -> Bool {
    var endedCount = 0
    let haveEnded = try wait(for: describeEnds(of: joined), until: deadline ?? defaultDeadline) {
      // Who has ended stays ended: so a wait for ten thousand looks at each but once.
      while endedCount < joined.count, hasEnded(joined[endedCount]) { endedCount += 1 }
      return endedCount == joined.count
    }
    for process in joined.sorted(by: { $0.number < $1.number }) where process.isEnded {
      try revealEnd(of: process)
    }
    guard !haveEnded, deadline == nil else { return haveEnded }
    throw timeout(joined.filter { !$0.isEnded }) { "\($0.label) did not end" }
  }

  /// Whether the engine knows the end of a process, seen by the session or not.
  func hasEnded(_ process: Process) -> Bool {
    engine.state(of: process.id).exitStatus != nil
  }

  /// What a join shows of an ended process: what is left of its output, then Python's log.
  func revealEnd(of process: Process) throws(Failure) {
    let isFirst = !process.isEndRevealed
    try revealRest(of: process)
    process.isEndRevealed = true
    let isNormal = if case .exited = process.observed.state.exitStatus { true } else { false }
    guard isFirst, isNormal, let code = process.exitCode else { return }
    log(.info, process, "process shutting down")
    // The streams were drained up to the end just above: this is our first finalizer.
    log(.debug, process, "running all \"atexit\" finalizers with priority >= 0")
    // What was held for the input of a process that reads no more goes here: the second.
    engine.closeInput(process.id)
    log(.debug, process, "running the remaining \"atexit\" finalizers")
    log(.info, process, "process exiting with exitcode \(code)")
  }

  /// Waits until fewer than so many are alive of what a loop has started.
  func waitForRoom(_ limit: Int, in pool: inout LoopPool) throws(Failure) {
    let before = pool.createdBefore
    pool.left += processes.values.reversed().prefix { $0.number > before }.reversed()
    pool.createdBefore = createdCount
    pool.left.removeAll { processes[$0.id] == nil }
    let isRoom = try wait(for: "one of \(pool.left.count) to end", until: defaultDeadline) {
      pool.left.removeAll(where: hasEnded)
      return pool.left.count(where: \.isStarted) < limit
    }
    if !isRoom { throw timeout(pool.left.filter(\.isStarted)) { "\($0.label) did not end" } }
  }

  /// `t to end`, `2 of 3 processes to end`.
  func describeEnds(of processes: [Process]) -> String {
    if processes.count == 1 { return "\(processes[0].label) to end" }
    let left = processes.filter { !hasEnded($0) }
    return left.count == 1
      ? "\(left[0].label), the last of \(processes.count), to end"
      : "\(left.count) of \(processes.count) processes to end"
  }

  /// The failure of a default deadline: what was waited for, and what there is to know.
  func timeout(_ late: [Process], _ sentence: (Process) -> String) -> Failure {
    timeoutCount += 1
    let limit = describeLimit(settings.timeout * configuration.timeoutScale)
    var failure = Failure(.timeout, late.map { Diagnostic("\(sentence($0)) within \(limit)") })
    for process in late {
      failure.explanation += lastOutput(of: process)
    }
    failure.explanation += processTable(everyone).map(\.text)
    return failure
  }

  /// The last of what a process has written, for whoever wonders.
  func lastOutput(of process: Process) -> [String] {
    let lines = outputLines(of: process, Stream.allCases, last: 10)
    return lines.isEmpty ? ["\(process.label) has written nothing"] : lines.map(\.text)
  }
}
