import OrderedCollections
package import ProcessEngine

/// How a session ends: nothing that it started outlives it.
extension Session {
  /// Processes that were started, are no daemons, and that no statement saw end.
  package var unjoined: [Process] {
    processes.values.filter { $0.isStarted && !$0.isDaemon && !$0.isEndSeen }
  }

  /// The end of the input: daemons are terminated and the others joined, as Python does.
  ///
  /// No statement can feed or resume them any more: their standard inputs end, and those that are
  /// paused go on. Else a join might never return.
  package func endInput() throws(Failure) {
    let left = processes.values.filter { $0.isStarted && !hasEnded($0) }
    for process in left { engine.closeInput(process.id) }
    let paused = left.filter { if case .paused = engine.state(of: $0.id) { true } else { false } }
    _ = engine.signal(.continue, to: paused.map(\.id), scope: .tree)
    let daemons = processes.values.filter { $0.isDaemon && $0.isStarted && !$0.isEnded }
    for daemon in daemons { _ = engine.signal(.terminate, to: daemon.id, scope: .tree) }
    for process in processes.values where process.isStarted && !process.isDaemon {
      guard !process.isEndRevealed else { continue }
      try join([process], deadline: nil)
    }
    for daemon in daemons {
      try wait(for: "daemon \(daemon.label) to end", until: now + .seconds(2)) {
        hasEnded(daemon)
      }
    }
  }

  /// Ends everything that is still alive: TERM, a grace, KILL; then nothing is left of it.
  ///
  /// Returns what could not be ended, which a healthy machine never has.
  @discardableResult
  package func endEverything(grace: Duration?) -> [Descendant] {
    let survivors = engine.endAll(grace: grace)
    absorb()
    observe()
    removeFolder()
    return survivors
  }
}
