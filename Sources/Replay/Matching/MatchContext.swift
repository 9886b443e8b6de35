import Synchronization

/// What a comparison needs to know besides the two that it compares.
struct MatchContext {
  /// What `{t.pid}` and its like are worth.
  let values: PlaceholderValues
  /// How far it has come.
  let progress = Progress()

  init(_ values: PlaceholderValues) {
    self.values = values
  }

  /// Which expectation is held against a line, for whoever has waited too long.
  final class Progress: Sendable {
    private let place = Atomic<Int>(-1)

    /// The lines behind the bar are counted as `Expectation.places` has them.
    var current: Int { place.load(ordering: .relaxed) }

    func come(to expectation: Expectation) {
      place.store(expectation.places.lowerBound, ordering: .relaxed)
    }
  }
}
