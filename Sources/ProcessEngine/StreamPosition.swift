/// How far a captured stream has come, counted in bytes since the child's start.
public struct StreamPosition: Hashable, Sendable {
  /// Bytes that came, kept or not.
  public var total: UInt64 = 0
  /// Bytes at the front that are no longer kept.
  public var dropped: UInt64 = 0
  /// How much had come when the child's end was seen: what lies before it includes all that the
  /// child itself wrote; what comes after it is from descendants. Nil while it runs.
  public var endMark: UInt64?
  /// Whether we hold its reading end, so that more can come; false before the start, and of a
  /// stream that goes to a file.
  public var isOpen = false

  /// A stream before its first byte.
  public init() {}
}
