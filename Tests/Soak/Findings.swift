import Glibc

/// What was wrong, told as it is found.
final class Findings {
  /// More than anyone reads.
  private static let limit = 20

  /// How many there are.
  private(set) var count = 0

  /// Tells of one; throws when there were enough.
  func add(_ text: String) throws(SoakFailure) {
    count += 1
    print("✗ \(text)")
    fflush(nil)
    if count >= Findings.limit { throw .enough }
  }
}
