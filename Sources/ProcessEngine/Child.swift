/// What the engine knows of one child at one moment: a value, which does not change afterwards.
public struct Child: Hashable, Sendable {
  /// Its name in this engine.
  public let id: ChildID
  /// How it was, or would be, started.
  public var launch: Launch
  /// Where it stands in its life.
  public var state = LifeState.initial
  /// Its process number as the engine's process sees it, kept after its end, when it may be
  /// somebody else's; nil before its start.
  ///
  /// It leads its session and group, so this is also their number (setsid(2)).
  public var pid: Int32?
  /// When it was started: just before clone(2), since the child may have run long before this
  /// process is given a core again.
  public var startTime: Instant?
  /// When its first byte of output was read.
  public var firstOutputTime: Instant?
  /// When it was first sent a signal that ends processes by default (signal(7)), by this engine.
  public var firstEndingSignalTime: Instant?
  /// When its end was seen, which is before it is told: its last output is read in between.
  public var exitTime: Instant?
  /// What it had used, once it has ended; nil when somebody else reaped it.
  public var usage: Usage?
  /// Whether more can be sent to its standard input.
  public var inputIsOpen = false
  /// How far its captured standard output has come.
  public var output = StreamPosition()
  /// How far its captured standard error has come.
  public var error = StreamPosition()

  /// Describes a child that has not been started.
  public init(id: ChildID, launch: Launch) {
    self.id = id
    self.launch = launch
  }
}
