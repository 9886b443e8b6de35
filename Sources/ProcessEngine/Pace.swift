/// Keeps a task that costs more the more children there are to a small part of all time.
struct Pace {
  /// Whether somebody asked for it since it last ran.
  var isWanted = false
  /// Not before this moment.
  private(set) var earliest = Instant(nanoseconds: .min)
  /// How many times its cost must pass before it runs again: 24 is 4 % of all time.
  let factor: Int64

  /// When it is to run, or nil when nobody asked.
  var due: Instant? { isWanted ? earliest : nil }

  /// Notes how long it took. What got something done for most of its cost need not wait.
  mutating func ran(from start: Instant, to end: Instant, wasWorthwhile: Bool = false) {
    let cost = max(0, end.nanoseconds - start.nanoseconds)
    earliest = wasWorthwhile ? end : end + .nanoseconds(cost * factor)
  }
}
