/// Places in a sequence that a pattern can have come to: single ones, and perhaps all from one on.
///
/// It is what keeps matching linear where a search that tries one way after the other would not
/// be: each part of a pattern looks at each place once, whatever the ways that lead there.
struct Reach {
  /// Single places, ascending, below `tail`.
  private var places: [Int]
  /// From here on, every place.
  private let tail: Int?

  /// One place.
  init(_ place: Int) {
    places = [place]
    tail = nil
  }

  /// Some places, and all from `tail` on.
  init(_ unsorted: [Int], from tail: Int? = nil) {
    self.tail = tail
    places = unsorted
    if zip(unsorted, unsorted.dropFirst()).contains(where: { $0 >= $1 }) {
      places = []
      for place in unsorted.sorted() where place != places.last { places.append(place) }
    }
    if let tail { places.removeAll { $0 >= tail } }
  }

  var isEmpty: Bool { places.isEmpty && tail == nil }

  /// The first of them.
  var first: Int? { places.first ?? tail }

  /// The place, where it is only one.
  var single: Int? { places.count == 1 && tail == nil ? places[0] : nil }

  /// Every place from the first one on.
  var extended: Reach { Reach([], from: first) }

  /// Both.
  func union(_ other: Reach) -> Reach {
    var all: [Int] = []
    var rest = other.places[...]
    for place in places {
      while let next = rest.first, next < place { all.append(rest.removeFirst()) }
      if rest.first == place { rest.removeFirst() }
      all.append(place)
    }
    return Reach(all + rest, from: [tail, other.tail].compactMap { $0 }.min())
  }

  func contains(_ place: Int) -> Bool {
    if let tail, place >= tail { return true }
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle] < place { low = middle + 1 } else { high = middle }
    }
    return low < places.count && places[low] == place
  }

  /// How many there are up to and with an end, at most.
  func count(upTo end: Int) -> Int {
    places.count + (tail.map { max(0, end - $0 + 1) } ?? 0)
  }

  /// All of them up to and with an end, ascending.
  func forEach(upTo end: Int, _ body: (Int) -> Void) {
    for place in places where place <= end { body(place) }
    guard let tail, tail <= end else { return }
    for place in tail...end { body(place) }
  }
}
