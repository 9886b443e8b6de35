package import Interpreter

/// What came of a file, of all its runs.
package struct FileResult: Sendable {
  /// One run.
  package struct Run: Sendable {
    /// How it came out.
    package let outcome: Outcome
    /// How long it took.
    package let took: Duration
    /// What it told.
    package let report: FileReport

    /// A run that is over.
    package init(outcome: Outcome, took: Duration, report: FileReport) {
      self.outcome = outcome
      self.took = took
      self.report = report
    }
  }

  /// The file as it was named.
  package let path: FileName
  /// Its runs, in order; at least one.
  package let runs: [Run]

  /// What came of a file.
  package init(path: FileName, runs: [Run]) {
    self.path = path
    self.runs = runs
  }

  /// The worst of its runs; skipped only where all were.
  package var outcome: Outcome {
    let failures = runs.map(\.outcome).filter(\.isFailure)
    if let worst = failures.max(by: { $0.rawValue < $1.rawValue }) { return worst }
    return runs.allSatisfy { $0.outcome == .skipped } ? .skipped : .passed
  }

  /// How long its runs took together.
  package var took: Duration { runs.reduce(.zero) { $0 + $1.took } }

  /// How many runs failed.
  package var failureCount: Int { runs.count { $0.outcome.isFailure } }

  /// The run that is told about: the first that failed, else the first.
  package var shown: Run? { runs.first { $0.outcome.isFailure } ?? runs.first }

  /// The report as a person reads it.
  package var lines: [String] {
    guard let shown, outcome != .passed else { return [] }
    var lines: [String] = []
    if runs.count > 1 {
      let number = runs.firstIndex { $0.outcome.isFailure }.map { $0 + 1 } ?? 1
      lines.append(
        "\(failureCount) of \(runs.count) runs failed; the first of them, run \(number):")
    }
    return lines + shown.report.lines(path: path.shown)
  }

  /// One sentence for all of it.
  package var headline: String {
    let headline = shown?.report.headline ?? ""
    return runs.count > 1 && outcome.isFailure
      ? "\(failureCount) of \(runs.count) runs failed: \(headline)" : headline
  }
}
