/// `|{ … |}`: lines of several processes in any interleaving, each process's own in order.
struct AnyOrder {
  /// What is expected of one process.
  private struct Queue {
    let expectations: [Expectation]
    /// Which expectations are the same, by numbers from 0 on: of a line each is asked but once.
    let kinds: [Int]

    init(_ expectations: [Expectation]) {
      self.expectations = expectations
      var numbers: [String: Int] = [:]
      kinds = expectations.map { expectation in
        let number = numbers[expectation.text] ?? numbers.count
        numbers[expectation.text] = number
        return number
      }
    }
  }

  private let queues: [String: Queue]
  private let context: MatchContext

  init(_ expectations: [Expectation], _ context: MatchContext) {
    queues = Dictionary(grouping: expectations) { $0.tag?.process ?? "" }.mapValues { Queue($0) }
    self.context = context
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
      let next = follow(line, places, in: queue)
      guard !next.isEmpty else { break }
      let now = skippingOptional(next, in: queue)
      open += (isOver(places, queue) ? 1 : 0) - (isOver(now, queue) ? 1 : 0)
      reached[process] = now
      if open == 0 { lengths.append(index + 1) }
    }
    return lengths
  }

  /// The places behind those whose expectation a line is.
  private func follow(_ line: MatchedLine, _ places: [Int], in queue: Queue) -> [Int] {
    if places.count == 1, let place = places.first {
      let isThere = place < queue.expectations.count
      return isThere && queue.expectations[place].matches(line, context) ? [place + 1] : []
    }
    var answers: [Int: Bool] = [:]
    var next: [Int] = []
    for place in places where place < queue.expectations.count {
      let kind = queue.kinds[place]
      let isThisOne = answers[kind] ?? queue.expectations[place].matches(line, context)
      answers[kind] = isThisOne
      if isThisOne { next.append(place + 1) }
    }
    return next
  }

  private func isOver(_ places: [Int]?, _ queue: Queue) -> Bool {
    places?.last == queue.expectations.count
  }

  /// The places, and those that are reached from them over lines that may be missing; ascending.
  private func skippingOptional(_ places: [Int], in queue: Queue) -> [Int] {
    var result: [Int] = []
    for place in places {
      var place = place
      // What is reached from an earlier place has been followed from there.
      guard result.last ?? -1 < place else { continue }
      result.append(place)
      while place < queue.expectations.count, queue.expectations[place].isOptional {
        place += 1
        result.append(place)
      }
    }
    return result
  }
}
