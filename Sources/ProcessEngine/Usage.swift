/// What a process, with the children that it waited for, had used when it ended, times to the
/// microsecond (getrusage(2)).
public struct Usage: Hashable, Sendable {
  /// Time in user mode.
  public var user: Duration
  /// Time in the kernel.
  public var system: Duration
  /// The largest resident set in bytes, or nil where the kernel's figure is only what the process
  /// inherited from the engine: exec counts the memory of the process that spawned it.
  public var peakResidentBytes: UInt64?

  /// Collects the figures.
  public init(user: Duration, system: Duration, peakResidentBytes: UInt64?) {
    self.user = user
    self.system = system
    self.peakResidentBytes = peakResidentBytes
  }
}
