/// What a child did, as waitid(2) tells it.
public struct WaitNote: Hashable, Sendable {
  /// The change of state.
  public enum Change: Hashable, Sendable {
    /// It ended.
    case ended(ExitStatus)
    /// A signal stopped it.
    case stopped(Signal)
    /// It was continued.
    case continued
  }

  /// The child.
  public let pid: Int32
  /// The change of state.
  public let change: Change
  /// Its resource usage so far; ``Usage/peakResidentBytes`` as the kernel says it.
  public let usage: Usage

  /// Notes a change of state.
  public init(pid: Int32, change: Change, usage: Usage) {
    self.pid = pid
    self.change = change
    self.usage = usage
  }
}

/// Whom a wait is for.
public enum WaitTarget: Hashable, Sendable {
  /// The child behind a process descriptor (`P_PIDFD`, Linux 5.4).
  case process(Int32)
  /// The child of a number. Safe for our own children: nobody else can free the number.
  case pid(Int32)
}

/// Which changes a wait is for; a wait of the engine never blocks (waitid(2)).
public struct WaitOptions: OptionSet, Hashable, Sendable {
  /// The kernel's bits.
  public let rawValue: Int32

  /// The options of those bits.
  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// Stops by a signal.
  public static let stopped = WaitOptions(rawValue: 2)
  /// Ends; without ``leave`` the child is reaped.
  public static let ended = WaitOptions(rawValue: 4)
  /// Continuations.
  public static let continued = WaitOptions(rawValue: 8)
  /// Leaves the child as it is, to be asked again (`WNOWAIT`).
  public static let leave = WaitOptions(rawValue: 0x100_0000)
}
