import Trials

/// What the environment says about how many inputs, and which.
struct FuzzSettings {
  /// What the inputs come from: `FUZZ_SEED`, else one of this moment.
  let seed: UInt64
  /// The number of the first input: `FUZZ_FIRST`. Each input can be had alone, by its number.
  let first: Int
  /// How many inputs: `FUZZ_INPUTS`.
  let inputs: Int
  /// Whether each input is printed: `FUZZ_SHOW`, unless it is 0.
  let shows: Bool
  /// How long one input may take: `FUZZ_DEADLINE`, in milliseconds.
  let deadline: Duration

  /// Reads the environment; throws at what is no number.
  init() throws(BadSetting) {
    seed = try setting("FUZZ_SEED") ?? .random(in: 0..<1_000_000_000)
    first = Int(clamping: try setting("FUZZ_FIRST") ?? 0)
    inputs = Int(clamping: try setting("FUZZ_INPUTS") ?? 10_000_000)
    shows = try setting("FUZZ_SHOW") ?? 0 != 0
    deadline = .milliseconds(Int64(clamping: try setting("FUZZ_DEADLINE") ?? 10_000))
  }
}
