/// `|{ … |}`: lines of several processes in any interleaving, each process's own in order.
struct AnyOrder {
  private let queues: [String: [Expectation]]
  private let values: PlaceholderValues

  init(_ expectations: [Expectation], _ values: PlaceholderValues) {
    queues = Dictionary(grouping: expectations) { $0.tag?.process ?? "" }
    self.values = values
  }

  /// How many lines at the front it can take.
  func lengths(_ lines: ArraySlice<MatchedLine>) -> [Int] {
    // For each process: how many of its expectations can be behind us.
    var reached = queues.mapValues { skippingOptional([0], in: $0) }
    var open = queues.count { !isOver(reached[$0.key], $0.value) }
    var lengths = open == 0 ? [0] : []
    for (index, line) in lines.enumerated() {
      guard let process = Tag(line.text)?.process, let queue = queues[process],
        let places = reached[process]
      else { break }
      let next = places.filter { $0 < queue.count && queue[$0].matches(line, values) }
      guard !next.isEmpty else { break }
      let now = skippingOptional(next.map { $0 + 1 }, in: queue)
      open += (isOver(places, queue) ? 1 : 0) - (isOver(now, queue) ? 1 : 0)
      reached[process] = now
      if open == 0 { lengths.append(index + 1) }
    }
    return lengths
  }

  private func isOver(_ places: [Int]?, _ queue: [Expectation]) -> Bool {
    places?.last == queue.count
  }

  /// The places, and those that are reached from them over lines that may be missing; ascending.
  private func skippingOptional(_ places: [Int], in queue: [Expectation]) -> [Int] {
    var result: [Int] = []
    for place in places {
      var place = place
      if result.last ?? -1 < place { result.append(place) }
      while place < queue.count, queue[place].isOptional {
        place += 1
        if result.last ?? -1 < place { result.append(place) }
      }
    }
    return result
  }
}
