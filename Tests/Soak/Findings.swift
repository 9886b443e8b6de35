import Glibc

/// What was wrong, told as it is found.
final class Findings {
  /// What can be wrong.
  enum Kind: String, CaseIterable {
    case survivors = "survivors"
    case zombies = "zombies"
    case descriptors = "descriptors lost"
    case ends = "ends not as planned"
  }

  /// More than anyone reads.
  private static let limit = 20

  private var counts: [Kind: Int] = [:]
  private var told = 0

  /// Whether there are none.
  var isEmpty: Bool { told == 0 }

  /// How many there are of each kind.
  var summary: String {
    Kind.allCases.map { "\(counts[$0] ?? 0) \($0.rawValue)" }.joined(separator: ", ")
  }

  /// Tells of something, which may count for several; throws when there was enough.
  func add(_ counts: [Kind: Int], _ text: String) throws(SoakFailure) {
    self.counts.merge(counts, uniquingKeysWith: +)
    told += 1
    print("✗ \(text)")
    fflush(nil)
    if told >= Findings.limit { throw .enough }
  }

  /// Tells of processes that should not be there.
  func add(left pids: [Int32], _ place: String) throws(SoakFailure) {
    let table = ProcessTable()
    for pid in pids {
      let text = "\(place): left behind: \(table.description(of: pid))"
      try add([table.isZombie(pid) ? .zombies : .survivors: 1], text)
    }
  }
}
