import Interpreter
import Language

/// The Test Anything Protocol, version 13: a test for each file, details as YAML.
package struct TAPFormat: CheckFormat {
  /// The format.
  package init() {}

  package func beginning(_ fileCount: Int) -> [String] {
    ["TAP version 13", fileCount == 0 ? "1..0 # SKIP no files" : "1..\(fileCount)"]
  }

  package func lines(_ result: FileResult, number: Int) -> [String] {
    // A '#' would begin a directive.
    let name = result.path.shown.replacing("#", with: "\\#")
    let verdict = result.outcome.isFailure ? "not ok" : "ok"
    var line = "\(verdict) \(number) - \(name)"
    if result.outcome == .skipped { line += " # SKIP \(result.headline)" }
    guard result.outcome.isFailure else { return [line] }
    return [line, "  ---", "  message: \(jsonString(result.headline))"]
      + ["  severity: \(result.outcome == .failed ? "fail" : "error")"]
      + ["  duration_ms: \(milliseconds(result.took))", "  report: |"]
      + result.lines.map { "    \($0)" } + ["  ..."]
  }

  package func end(_ summary: CheckSummary) -> [String] {
    switch summary.stop {
    case .interrupted: ["Bail out! Interrupted"]
    case .failed: ["Bail out! Stopped at the first failure"]
    case nil: []
    }
  }

  private func milliseconds(_ duration: Duration) -> String {
    decimal(duration.seconds * 1000, places: 0)
  }
}

extension Duration {
  var seconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) / 1e18
  }
}
