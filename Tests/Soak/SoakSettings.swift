import Glibc

/// What the environment says about how long and how hard.
struct SoakSettings {
  /// What the random numbers come from: `SOAK_SEED`, else one of this moment.
  var seed = UInt64.random(in: 0..<1_000_000_000)
  /// How many processes the engine spawns: `SOAK_SPAWNS`.
  var spawns = 100_000
  /// How many sessions are killed, or their keepers: `SOAK_KILLS`.
  var kills = 1_000
  /// How long a killed session may leave something behind: `SOAK_DEADLINE`, in milliseconds.
  var deadline = Duration.seconds(1)

  /// Reads the environment; throws at what is no number.
  init() throws(SoakFailure) {
    seed = try SoakSettings.number("SOAK_SEED") ?? seed
    spawns = try SoakSettings.number("SOAK_SPAWNS").map { Int(clamping: $0) } ?? spawns
    kills = try SoakSettings.number("SOAK_KILLS").map { Int(clamping: $0) } ?? kills
    deadline =
      try SoakSettings.number("SOAK_DEADLINE").map { .milliseconds(Int64(clamping: $0)) }
      ?? deadline
  }

  private static func number(_ name: String) throws(SoakFailure) -> UInt64? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    guard let number = UInt64(text) else {
      throw .usage("\(name) is '\(text)', and must be a whole number")
    }
    return number
  }
}
