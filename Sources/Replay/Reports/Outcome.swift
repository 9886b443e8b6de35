/// How the check of a file came out; the raw value is the exit status of whoever ran it.
package enum Outcome: Int32, Hashable, Sendable {
  /// All as expected.
  case passed = 0
  /// Something was not as expected.
  case failed = 1
  /// The file is malformed.
  case malformed = 2
  /// A timeout, a process that was not joined, or a fault of the engine.
  case fault = 3
  /// A `require` did not hold.
  case skipped = 77

  /// Whether it counts as failed.
  package var isFailure: Bool {
    switch self {
    case .passed, .skipped: false
    case .failed, .malformed, .fault: true
    }
  }

  /// The word for it.
  package var name: String {
    switch self {
    case .passed: "passed"
    case .failed: "failed"
    case .malformed: "malformed"
    case .fault: "fault"
    case .skipped: "skipped"
    }
  }
}
