/// Whom a signal was sent to, and whom it may not be sent to. Who had ended is in neither.
public struct Delivery: Hashable, Sendable {
  /// A living process that the kernel doesn't let us signal, because it changed its user.
  public struct Refusal: Hashable, Sendable {
    /// The process.
    public let pid: Int32
    /// Its user, who owns its folder in `/proc` (proc(5)); 0 where that can't be seen.
    public let owner: UInt32
    /// The kernel's error number: `EPERM` (pidfd_send_signal(2)).
    public let errno: Int32
  }

  /// The processes that the signal was sent to, each once, parents before children.
  public internal(set) var pids: [Int32] = []
  /// The processes that it could not be sent to.
  public internal(set) var refused: [Refusal] = []

  /// Nobody.
  public init() {}
}
