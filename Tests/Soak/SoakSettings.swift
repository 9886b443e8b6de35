import Trials

/// What the environment says about how long and how hard.
struct SoakSettings {
  /// What the random numbers come from: `SOAK_SEED`, else one of this moment.
  let seed: UInt64
  /// How many processes the engine spawns: `SOAK_SPAWNS`.
  let spawns: Int
  /// How many sessions are killed, or their keepers: `SOAK_KILLS`.
  let kills: Int
  /// How long a killed session may leave something behind: `SOAK_DEADLINE`, in milliseconds.
  let deadline: Duration

  /// Reads the environment; throws at what is no number.
  init() throws(BadSetting) {
    seed = try setting("SOAK_SEED") ?? .random(in: 0..<1_000_000_000)
    spawns = Int(clamping: try setting("SOAK_SPAWNS") ?? 100_000)
    kills = Int(clamping: try setting("SOAK_KILLS") ?? 1_000)
    deadline = .milliseconds(Int64(clamping: try setting("SOAK_DEADLINE") ?? 1_000))
  }
}
