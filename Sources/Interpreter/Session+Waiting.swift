import Language
import OrderedCollections
package import ProcessEngine

/// The one place in which a session waits, and the one in which it sees.
extension Session {
  /// The clock that deadlines are measured on: it stands while the session is suspended.
  package var now: Instant {
    Instant(nanoseconds: engine.now.nanoseconds - suspended.wholeNanoseconds)
  }

  /// The end of a wait that may take so long, or nil for none.
  func deadline(after duration: Duration?) -> Instant? {
    duration.map { now + $0 * configuration.timeoutScale }
  }

  /// The end of a wait that names no duration of its own: none, except in a file that is checked.
  var defaultDeadline: Instant? {
    configuration.isChecked ? deadline(after: settings.timeout) : nil
  }

  /// Waits until a condition holds or the time is over, then looks at the world.
  ///
  /// Returns whether the condition holds. A time that is over is not an error here: what it means
  /// is for the verb to say. Throws when a person or a signal cuts the wait short.
  @discardableResult
  func wait(
    for what: @autoclosure () -> String, until deadline: Instant?,
    _ condition: () throws(Failure) -> Bool
  ) throws(Failure) -> Bool {
    let start = now
    defer {
      longestWait = max(longestWait, now - start)
      // Between the rounds of a loop the line that tells of it stays.
      if rounds.isEmpty { output.waiting(nil) }
    }
    while true {
      absorb()
      try runDue()
      if try condition() {
        observe()
        return true
      }
      if let deadline, now >= deadline {
        engine.poll()
        absorb()
        let holds = try condition()
        observe()
        return holds
      }
      output.waiting(progress { "waiting for \(what())" })
      try endIfLost()
      try waitOnce(until: deadline)
    }
  }

  /// What takes its time, and how far the loops around it have come.
  private func progress(_ what: () -> String?) -> WaitProgress {
    let since = now - lineStart
    guard configuration.isLive, since >= .seconds(1) else {
      return WaitProgress(what: nil, since: since)
    }
    var parts = rounds.map { "round \(grouped($0.done + 1)) of \(grouped($0.total))" }
    if let what = what() { parts.append(what) }
    return WaitProgress(what: parts.isEmpty ? nil : parts.joined(separator: ", "), since: since)
  }

  /// One round of waiting; progress is told about once a second.
  private func waitOnce(until deadline: Instant?) throws(Failure) {
    var limit = deadline.map { $0 + suspended }
    if let next = scheduled.first {
      let due = next.time + suspended
      limit = limit.map { min($0, due) } ?? due
    }
    if configuration.isLive {
      let tick = engine.now + .seconds(1)
      limit = limit.map { min($0, tick) } ?? tick
    }
    hasWaited = true
    if case .signal(let signal) = engine.wait(until: limit) {
      try handle(signal)
    }
    if configuration.isLive { tellWhatIsDue() }
  }

  /// Hears a person's Ctrl-C amid what never waits, the rounds of a loop or whatever is named; sees
  /// nothing else.
  func glance(amid what: @autoclosure () -> String? = nil) throws(Failure) {
    try endIfLost()
    if configuration.isLive { output.waiting(progress(what)) }
    // Who has waited has heard.
    if hasWaited {
      hasWaited = false
      return
    }
    if case .signal(let signal) = engine.wait(until: Instant(nanoseconds: .min)) {
      try handle(signal)
    }
  }

  /// Ends the session where nobody reads its record any more, as SIGPIPE ends a program.
  func endIfLost() throws(Failure) {
    if output.isLost { throw Failure(.ended(.pipe), []) }
  }

  /// What a signal to this process means while a statement runs.
  package func handle(_ signal: Signal) throws(Failure) {
    switch signal {
    case .interrupt:
      output.interrupted()
      throw Failure(.interrupted, [Diagnostic("interrupted")])
    case .terminalStop: suspend()
    case .windowChange: output.windowChanged()
    case .continue, .child, .pipe: break
    default:
      observe()
      throw Failure(.ended(signal), [])
    }
  }

  /// Stops this process until it is continued; the time does not count.
  package func suspend() {
    let before = engine.now
    output.suspending()
    engine.suspendSelf()
    output.resumed()
    suspended += engine.now - before
  }

  /// Takes what the engine has learned, without looking at it.
  package func absorb() {
    let events = engine.takeEvents()
    for event in events {
      pendingEvents.append(event)
      if let id = event.child { unobserved.insert(id) }
      if configuration.isLive { heed(event) }
    }
  }

  /// Looks at the world: from here on, values are what they are now.
  package func observe() {
    absorb()
    for id in unobserved {
      guard let process = processes[id] else { continue }
      process.observed = engine.child(id)
      if process.isEnded { process.isEndSeen = true }
    }
    unobserved.removeAll(keepingCapacity: true)
    if observedEvents.count + pendingEvents.count > Session.eventLimit {
      observedEvents.removeFirst(min(observedEvents.count, Session.eventLimit / 2))
    }
    observedEvents += pendingEvents.suffix(Session.eventLimit / 2)
    pendingEvents.removeAll(keepingCapacity: true)
  }

  /// How many events are kept; there is memory for them from the beginning, and it is never moved.
  static let eventLimit = 20_000

  /// Takes what is there already, without waiting, and looks at it.
  func look() {
    engine.poll()
    observe()
  }

  /// Looks at one process only, because this session itself has just changed it.
  func observeOwnChange(of process: Process) {
    process.observed = engine.child(process.id)
  }
}
