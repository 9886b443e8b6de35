package import Interpreter

/// What came of a whole check.
package struct CheckSummary: Sendable {
  /// Why it did not come to its end.
  package enum Stop: Hashable, Sendable {
    /// Ctrl-C, or another signal.
    case interrupted
    /// The first failure was to end it.
    case failed
  }

  /// What came of the files, in name order.
  package var results: [FileResult] = []
  /// How many files there are.
  package let fileCount: Int
  /// How long it took.
  package var took = Duration.zero
  /// Why it did not come to its end; nil where it did.
  package var stop: Stop?
  /// The files that ran when it was stopped.
  package var unfinished: [FileName] = []

  /// A check of so many files.
  package init(fileCount: Int) {
    self.fileCount = fileCount
  }

  /// How many files came out in a way.
  package func count(_ isCounted: (Outcome) -> Bool) -> Int {
    results.count { isCounted($0.outcome) }
  }

  /// The worst that happened; skipped only where all files were.
  package var outcome: Outcome {
    let failures = results.map(\.outcome).filter(\.isFailure)
    if let worst = failures.max(by: { $0.rawValue < $1.rawValue }) { return worst }
    let isSkipped = !results.isEmpty && results.allSatisfy { $0.outcome == .skipped }
    return isSkipped ? .skipped : .passed
  }

  /// `3 passed, 1 failed, 1 skipped`.
  package var counts: String {
    let skipped = count { $0 == .skipped }
    let counts = "\(count { $0 == .passed }) passed, \(count(\.isFailure)) failed"
    return skipped > 0 ? "\(counts), \(skipped) skipped" : counts
  }
}
