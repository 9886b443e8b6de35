/// Random numbers that come again with the same seed (SplitMix64), so that a failure can be had
/// again.
package struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  /// Begins the row of numbers that belongs to a seed.
  package init(seed: UInt64) {
    state = seed
  }

  /// The next number.
  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// One of several; there must be one.
  package mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[number(below: elements.count)]
  }

  /// A number from zero up to, but not, a limit.
  package mutating func number(below limit: Int) -> Int {
    Int.random(in: 0..<limit, using: &self)
  }

  /// True once in so many times.
  package mutating func oneIn(_ count: Int) -> Bool {
    number(below: count) == 0
  }

  /// Bytes of every kind, those that mean something more often than others.
  package mutating func bytes(atMost count: Int, telling: [UInt8]) -> [UInt8] {
    (0..<number(below: count + 1)).map { _ in
      oneIn(3) ? UInt8.random(in: 0...255, using: &self) : pick(telling)
    }
  }
}
