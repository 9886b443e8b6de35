/// `|{ … |}`: lines of several processes in any interleaving, each one's own in order.
struct AnyOrder {
  private let queues: [String: [Expectation]]
  private let counts: ClosedRange<Int>
  private let value: (String) -> String?

  init(_ expectations: [Expectation], _ value: @escaping (String) -> String?) {
    queues = Dictionary(grouping: expectations) { $0.tag ?? "" }
    let least = expectations.count { !$0.isOptional }
    counts = least...expectations.count
    self.value = value
  }

  /// How many lines at the front it can take, the most first.
  func lengths(_ lines: ArraySlice<String>) -> [Int] {
    counts.reversed().filter { $0 <= lines.count && fits(lines.prefix($0)) }
  }

  private func fits(_ lines: ArraySlice<String>) -> Bool {
    let groups = Dictionary(grouping: lines) { tagPrefix(of: $0) ?? "" }
    guard groups.keys.allSatisfy({ queues[$0] != nil }) else { return false }
    return queues.allSatisfy { tag, queue in sequence(queue[...], (groups[tag] ?? [])[...]) }
  }

  private func sequence(
    _ expectations: ArraySlice<Expectation>, _ lines: ArraySlice<String>
  ) -> Bool {
    guard let expectation = expectations.first else { return lines.isEmpty }
    let rest = expectations.dropFirst()
    if let line = lines.first, expectation.matches(line, value: value),
      sequence(rest, lines.dropFirst())
    {
      return true
    }
    return expectation.isOptional && sequence(rest, lines)
  }
}
