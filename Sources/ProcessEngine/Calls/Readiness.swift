/// A descriptor that is ready, by the token it was registered with (epoll(7)).
public struct Readiness: Hashable, Sendable {
  /// What a descriptor is asked for, or is ready for.
  public struct Flags: OptionSet, Hashable, Sendable {
    /// The kernel's bits.
    public let rawValue: UInt32

    /// The flags of those bits.
    public init(rawValue: UInt32) {
      self.rawValue = rawValue
    }

    /// There is something to read (`EPOLLIN`).
    public static let readable = Flags(rawValue: 0x1)
    /// There is room to write (`EPOLLOUT`).
    public static let writable = Flags(rawValue: 0x4)
    /// The reading end is gone (`EPOLLERR`); always asked for.
    public static let error = Flags(rawValue: 0x8)
    /// The other end is gone (`EPOLLHUP`); always asked for.
    public static let hangup = Flags(rawValue: 0x10)
    /// Asked for: tell only of what is new, not of what is still so (`EPOLLET`).
    public static let newsOnly = Flags(rawValue: 1 << 31)
  }

  /// What it was registered with.
  public let token: UInt64
  /// What it is ready for.
  public let flags: Flags

  /// Notes a ready descriptor.
  public init(token: UInt64, flags: Flags) {
    self.token = token
    self.flags = flags
  }
}

/// What is done to an interest in a descriptor (epoll_ctl(2)).
public enum PollOperation: Int32, Hashable, Sendable {
  /// Registers it.
  case add = 1
  /// Removes it.
  case remove = 2
  /// Changes what it is asked for.
  case modify = 3
}
