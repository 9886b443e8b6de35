/// Where a process stands in its life, as the engine knows it now.
public enum LifeState: Hashable, Sendable {
  /// Described, not started.
  case initial
  /// Running: exec has succeeded.
  case started
  /// Stopped by a signal, to be continued (`SIGSTOP`, `SIGTSTP`, …; signal(7)).
  case paused(Signal)
  /// Ended, and held as a zombie on purpose: its group or tree has living members, and while the
  /// leader is unreaped their group's number can't be used again.
  case exited(ExitStatus)
  /// Ended and reaped (waitid(2)); its pid may belong to somebody else by now.
  case stopped(ExitStatus)

  /// Whether the process itself still runs or could run again.
  public var isAlive: Bool {
    switch self {
    case .started, .paused: true
    case .initial, .exited, .stopped: false
    }
  }

  /// How it ended, once it has; nil before.
  public var exitStatus: ExitStatus? {
    switch self {
    case .exited(let status), .stopped(let status): status
    case .initial, .started, .paused: nil
    }
  }
}
