/// How far a captured stream has come, counted in bytes since the child's start.
public struct StreamPosition: Hashable, Sendable {
  /// Bytes that came, kept or not.
  public var total: UInt64 = 0
  /// Bytes at the front that are no longer kept.
  public var dropped: UInt64 = 0
  /// How much had come when the child's end was seen: what lies before it includes all that the
  /// child itself wrote; what comes after it is from descendants. Nil while it runs.
  public var endMark: UInt64?
  /// Whether more can come.
  public var isOpen = false

  /// A stream before its first byte.
  public init() {}
}
