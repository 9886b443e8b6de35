import Language
import ProcessEngine

/// One process, one thing that is expected of it, one deadline.
struct Expectation {
  let process: Process
  let stream: Stream
  let deadline: Instant?
  /// The time that the statement itself named, or nil for the default.
  let limit: Duration?
  let session: Session

  private var label: String { process.label }

  /// How the time reads in an error; a default is shown as it was scaled.
  private var limitText: String {
    let scale = session.configuration.timeoutScale
    return describeLimit((limit ?? session.settings.timeout) * scale)
  }

  func forExit() throws(Failure) {
    let hasEnded = try session.wait(for: "\(label) to end", until: deadline) {
      session.hasEnded(process)
    }
    if !hasEnded { throw late("end") }
  }

  /// The end of the process and of all that it started.
  func forExitOfTree() throws(Failure) {
    let isOver = try session.wait(for: "\(label) and its tree to end", until: deadline) {
      session.isGone(process, .tree)
    }
    guard isOver else { throw late("end with its tree") }
    // The last of them may have written just before it ended.
    session.look()
  }

  func forPause() throws(Failure) {
    var state = LifeState.initial
    let isOver = try session.wait(for: "\(label) to pause", until: deadline) {
      state = session.engine.state(of: process.id)
      if case .paused = state { return true }
      return !state.isAlive
    }
    guard isOver else { throw late("pause") }
    if !state.isAlive { throw ended("paused") }
  }

  func forResume() throws(Failure) {
    var state = LifeState.initial
    let isOver = try session.wait(for: "\(label) to resume", until: deadline) {
      state = session.engine.state(of: process.id)
      if case .paused = state { return false }
      return true
    }
    guard isOver else { throw late("resume") }
    if !state.isAlive { throw ended("resumed") }
  }

  func forLine(_ pattern: LinePattern) throws(Failure) {
    var scanner = LineScanner(process, stream, session)
    var found: UInt64?
    let isOver = try session.wait(for: "\(label) to \(pattern.display)", until: deadline) {
      () throws(Failure) -> Bool in
      found = try scanner.next(pattern)
      return found != nil || scanner.isAtEnd
    }
    if let found {
      try session.reveal(process, stream, upTo: found, isAwaited: true)
    } else if isOver {
      throw ended(pattern.pastDisplay)
    } else {
      throw late(pattern.display)
    }
  }

  func forPrompt(_ text: [UInt8]) throws(Failure) {
    let shown = escapedForDisplay(text)
    var scanner = LineScanner(process, stream, session)
    var found: UInt64?
    let isOver = try session.wait(for: "\(label) to prompt '\(shown)'", until: deadline) {
      found = scanner.endOfPrompt(text)
      return found != nil || scanner.isAtEnd
    }
    if let found {
      try session.reveal(process, stream, upTo: found, isAwaited: true)
    } else if isOver {
      throw ended("prompted '\(shown)'")
    } else {
      throw late("prompt '\(shown)'")
    }
  }

  /// `t did not print 'ready' within 5s`.
  private func late(_ what: String) -> Failure {
    if limit == nil {
      return session.timeout([process]) { "\($0.label) did not \(what)" }
    }
    return explained(Failure("\(label) did not \(what) within \(limitText)"))
  }

  /// `t ended with exitcode 1 before it printed 'ready'`.
  private func ended(_ what: String) -> Failure {
    let code = process.exitCode.map { "\($0)" } ?? "unknown"
    return explained(Failure("\(label) ended with exitcode \(code) before it \(what)"))
  }

  /// The failure with what the process had written instead.
  private func explained(_ failure: Failure) -> Failure {
    var failure = failure
    failure.explanation += session.lastOutput(of: process)
    return failure
  }
}
