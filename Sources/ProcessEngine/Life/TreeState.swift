/// What is known of all that a process started: a small table of its own.
enum TreeState: Hashable {
  /// Nothing was started yet.
  case unborn
  /// The leader lives, and whoever it started with it.
  case led
  /// The leader has ended; whether others are left is not known, or some are.
  case leaderless
  /// Nobody is left.
  case empty

  /// What can happen to it.
  enum Event: Hashable {
    /// The leader started.
    case born
    /// The leader ended.
    case leaderEnded
    /// Our own children were looked through, and this many orphans belong to it.
    case counted(Int)
  }

  /// The state after an event.
  func after(_ event: Event) -> TreeState {
    switch (self, event) {
    case (.unborn, .born): .led
    case (.led, .leaderEnded): .leaderless
    case (.leaderless, .counted(0)): .empty
    case (.empty, .counted(let count)) where count > 0: .leaderless
    case (.unborn, _), (.led, _), (.leaderless, _), (.empty, _): self
    }
  }
}
