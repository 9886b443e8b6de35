/// How much a stream has brought lately, and what follows from it.
struct Inflow {
  /// When a stretch of time began, and how much had come before it.
  private var start = Instant(nanoseconds: 0)
  private var totalBefore: UInt64 = 0
  /// When the stream is to be read next, while it is let gather; nil while every write is heard.
  var due: Instant?

  /// What is looked at as a whole, and how much makes it a flood.
  private static let stretch = Duration.milliseconds(1)
  private static let flood: UInt64 = 128 << 10

  /// Notes how far the stream has come; true when that is a flood.
  mutating func note(_ total: UInt64, at time: Instant) -> Bool {
    if time - start > Inflow.stretch { (start, totalBefore) = (time, total) }
    return total - totalBefore > Inflow.flood
  }
}
