/// A generator that gives the same numbers each time (SplitMix64), so that a failure can be had
/// again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension SeededGenerator {
  /// Bytes of every kind, those that mean something to us more often than others.
  mutating func bytes(atMost count: Int, telling: [UInt8]) -> [UInt8] {
    (0..<Int.random(in: 0...count, using: &self)).map { _ in
      Int.random(in: 0..<3, using: &self) == 0
        ? UInt8.random(in: 0...255, using: &self)
        : telling[Int.random(in: 0..<telling.count, using: &self)]
    }
  }
}
