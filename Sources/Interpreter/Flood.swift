import ProcessEngine

/// Keeps a child that writes thousands of lines a second from drowning the prompt: after so many
/// lines in a while the rest is counted, and told in one line.
struct Flood {
  /// How many lines are shown in a while.
  private static let allowance = 40
  /// How long a while is.
  static let period = Duration.milliseconds(500)

  private var periodStart: Instant?
  private var shownCount = 0
  /// Lines that were not shown.
  private(set) var suppressedCount = 0

  /// How many of the lines that came now are shown; the rest is counted.
  mutating func admit(_ count: Int, at now: Instant) -> Int {
    if let start = periodStart, now - start < Flood.period {
      // The same while goes on.
    } else {
      periodStart = now
      shownCount = 0
    }
    let admitted = suppressedCount > 0 ? 0 : min(count, Flood.allowance - shownCount)
    shownCount += admitted
    suppressedCount += count - admitted
    return admitted
  }

  /// When the lines that were counted are to be told.
  var due: Instant? {
    suppressedCount > 0 ? periodStart.map { $0 + Flood.period } : nil
  }

  /// Takes the number of lines that were not shown, and begins anew.
  mutating func take() -> Int {
    defer {
      suppressedCount = 0
      periodStart = nil
      shownCount = 0
    }
    return suppressedCount
  }
}
