/// What the engine knows of one child at one moment: a value, which does not change afterwards.
public struct Child: Hashable, Sendable {
  /// Its name in this engine.
  public let id: ChildID
  /// How it was, or would be, started.
  public var launch: Launch
  /// Where it stands in its life.
  public var state = LifeState.initial
  /// Its process number, kept after its end; it leads its session and group, so this is also their
  /// number.
  public var pid: Int32?
  /// When exec had succeeded.
  public var startTime: Instant?
  /// When its first byte of output was read.
  public var firstOutputTime: Instant?
  /// When it was first sent a signal that ends processes by default.
  public var firstEndingSignalTime: Instant?
  /// When its end was seen.
  public var exitTime: Instant?
  /// What it had used, once it has ended and nobody else reaped it.
  public var usage: Usage?
  /// Whether we still hold the writing end of its standard input.
  public var inputIsOpen = false
  /// Its captured standard output.
  public var output = StreamPosition()
  /// Its captured standard error.
  public var error = StreamPosition()

  /// Describes a child that has not been started.
  public init(id: ChildID, launch: Launch) {
    self.id = id
    self.launch = launch
  }
}
