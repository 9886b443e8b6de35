/// A signal that reached this process (signalfd(2)).
public struct SignalNote: Hashable, Sendable {
  /// The signal.
  public let signal: Signal
  /// Who sent it, or, for SIGCHLD, which child changed.
  public let pid: Int32
  /// Why: a `CLD_` code for SIGCHLD, `SI_USER` (0) when a process sent it (sigaction(2)).
  public let code: Int32

  /// Notes a signal.
  public init(signal: Signal, pid: Int32, code: Int32) {
    self.signal = signal
    self.pid = pid
    self.code = code
  }
}

/// Who the engine's process is, by the kernel's numbers (credentials(7)).
public struct OwnIdentity: Hashable, Sendable {
  /// Its number.
  public let pid: Int32
  /// The number of the thread that the engine runs on, and that its children hang on.
  public let thread: Int32
  /// Its process group.
  public let group: Int32
  /// Its session.
  public let session: Int32
  /// Its effective user.
  public let user: UInt32

  /// Collects the numbers.
  public init(pid: Int32, thread: Int32, group: Int32, session: Int32, user: UInt32) {
    self.pid = pid
    self.thread = thread
    self.group = group
    self.session = session
    self.user = user
  }
}
