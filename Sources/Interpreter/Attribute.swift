import ProcessEngine

/// What can be read of a process, by the name that is typed behind the dot.
package enum Attribute: String, CaseIterable, Sendable {
  /// The names, in the order in which `show` lists them.
  case handle, name, pid, ppid, pgid, sid, state, alive, exitcode, signal, core, daemon, command
  case repr, took, ready, shutdown, cpu, user, sys, rss, out, err, dropped, runs

  /// What it is of a process as the session last saw it.
  func value(of process: Process, in session: Session) -> Value {
    let seen = process.observed
    switch self {
    case .handle: return process.handle.map { .text($0) } ?? .none
    case .name: return .text(process.name)
    case .pid, .pgid, .sid: return seen.pid.map { .pid($0) } ?? .none
    case .ppid: return seen.pid == nil ? .none : .pid(session.ownPid)
    case .state: return .text(seen.state.name)
    case .alive: return .boolean(seen.state.isAlive)
    case .exitcode: return process.exitCode.map { .integer(Int64($0)) } ?? .none
    case .signal: return endingSignal(seen).map { .signal($0.0) } ?? .none
    case .core:
      return seen.state.exitStatus == nil ? .none : .boolean(endingSignal(seen)?.1 ?? false)
    case .daemon: return .boolean(process.isDaemon)
    case .command: return .text(process.command)
    case .repr: return .text(session.representation(of: process))
    case .took: return span(from: seen.startTime, to: seen.exitTime)
    case .ready: return span(from: seen.startTime, to: seen.firstOutputTime)
    case .shutdown: return span(from: seen.firstEndingSignalTime, to: seen.exitTime)
    case .cpu: return seen.usage.map { .duration($0.user + $0.system) } ?? .none
    case .user: return seen.usage.map { .duration($0.user) } ?? .none
    case .sys: return seen.usage.map { .duration($0.system) } ?? .none
    case .rss: return seen.usage?.peakResidentBytes.map { .size($0) } ?? .none
    case .out: return .integer(Int64(clamping: seen.output.total))
    case .err: return .integer(Int64(clamping: seen.error.total))
    case .dropped: return .integer(Int64(clamping: seen.output.dropped + seen.error.dropped))
    case .runs: return .integer(Int64(session.runs(of: process).count(where: \.isStarted)))
    }
  }

  /// Whether it is a figure, which Python would put on the right side of a column.
  var isNumber: Bool {
    switch self {
    case .pid, .ppid, .pgid, .sid, .exitcode, .took, .ready, .shutdown, .cpu, .user, .sys, .rss,
      .out,
      .err, .dropped, .runs:
      true
    case .handle, .name, .state, .alive, .signal, .core, .daemon, .command, .repr: false
    }
  }

  private func endingSignal(_ child: Child) -> (Signal, Bool)? {
    guard case .signaled(let signal, let dumpedCore) = child.state.exitStatus else { return nil }
    return (signal, dumpedCore)
  }

  private func span(from start: Instant?, to end: Instant?) -> Value {
    guard let start, let end else { return .none }
    return .duration(end - start)
  }
}

extension LifeState {
  /// The state as a person knows it: one that has ended is stopped, reaped or not.
  var name: String {
    switch self {
    case .initial: "initial"
    case .started: "started"
    case .paused: "paused"
    case .exited, .stopped: "stopped"
    }
  }
}
