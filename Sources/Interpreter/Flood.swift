import ProcessEngine

/// Keeps a child that writes thousands of lines a second from drowning the prompt: so many lines
/// are shown, more only as fast as an eye may follow, and the rest is counted and told in one line.
///
/// The longer a flood lasts, the less often it is told of.
struct Flood {
  /// How many lines are shown at once.
  static let burst = 200
  /// How many more lines are shown in a second.
  static let rate = 20
  /// When a flood is first told of, and how long it takes at most from one time to the next.
  static let firstPeriod = Duration.milliseconds(500)
  static let longestPeriod = Duration.seconds(8)

  private var room = Double(Flood.burst)
  private var lastTime: Instant?
  /// Since when lines have been counted instead of shown.
  private var periodStart: Instant?
  private var period = Flood.firstPeriod
  private var suppressedCount = 0

  /// How many of the lines that came now are shown; the rest is counted.
  mutating func admit(_ count: Int, at now: Instant) -> Int {
    if let lastTime {
      let seconds = (now - lastTime) / .seconds(1)
      room = min(Double(Flood.burst), room + seconds * Double(Flood.rate))
    }
    lastTime = now
    // What comes behind a line that was not shown must not be shown before that was told.
    let admitted = periodStart == nil ? min(count, Int(room)) : 0
    room -= Double(admitted)
    guard admitted < count else { return admitted }
    suppressedCount += count - admitted
    periodStart = periodStart ?? now
    return admitted
  }

  /// When the lines that were counted are to be told.
  var due: Instant? {
    periodStart.map { $0 + period }
  }

  /// Takes the number of lines that were not shown; what comes is shown again once it is calm.
  mutating func take(at now: Instant) -> Int {
    let count = suppressedCount
    suppressedCount = 0
    let seconds = periodStart.map { (now - $0) / .seconds(1) } ?? 0
    if Double(count) > seconds * Double(Flood.rate) {
      periodStart = now
      period = min(period * 2, Flood.longestPeriod)
    } else {
      periodStart = nil
      period = Flood.firstPeriod
    }
    return count
  }
}
