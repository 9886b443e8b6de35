/// Two things measured in alternation, so that whatever else the machine does meets both.
struct Pairs {
  /// The median of ours and of the other's.
  let ours: Double
  let other: Double
  /// The median of the ratios of each pair.
  let ratio: Double

  /// Measures that many pairs, after one of each that doesn't count; the ratio is ours over the
  /// other's, or the reverse.
  init(
    _ count: Int, isOtherOverOurs: Bool = false, _ ours: () throws -> Double,
    _ other: () throws -> Double
  ) throws {
    var pairs: [(ours: Double, other: Double)] = []
    _ = (try ours(), try other())
    for round in 0..<count {
      // Each goes first as often as the other.
      if round.isMultiple(of: 2) {
        let first = try ours()
        pairs.append((first, try other()))
      } else {
        let first = try other()
        pairs.append((try ours(), first))
      }
    }
    self.ours = median(pairs.map(\.ours))
    self.other = median(pairs.map(\.other))
    ratio = median(pairs.map { isOtherOverOurs ? $0.other / $0.ours : $0.ours / $0.other })
  }
}

/// The middle one; of an even number the mean of the two in the middle.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  guard let last = sorted.last else { return .nan }
  let middle = sorted.count / 2
  if sorted.count.isMultiple(of: 2), middle > 0 { return (sorted[middle - 1] + sorted[middle]) / 2 }
  return sorted.count > middle ? sorted[middle] : last
}
