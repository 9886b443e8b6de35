/// A stretch of a source, in UTF-8 offsets from its start.
public struct Span: Hashable, Sendable {
  /// The offset of its first byte.
  public var start: Int
  /// The offset behind its last byte; equal to `start` for a mere place.
  public var end: Int

  /// The stretch between two offsets.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// The stretch from the start of one to the end of another.
  public func joined(to other: Span) -> Span {
    Span(min(start, other.start), max(end, other.end))
  }
}
