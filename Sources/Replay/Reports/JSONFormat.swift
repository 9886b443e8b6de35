import Interpreter
import Language

/// One object a line: each file, then the whole.
package struct JSONFormat: CheckFormat {
  /// The format.
  package init() {}

  package func beginning(_ fileCount: Int) -> [String] { [] }

  package func lines(_ result: FileResult, number: Int) -> [String] {
    let report = result.shown?.report ?? FileReport()
    return [
      jsonObject([
        ("file", jsonString(result.path.text ?? result.path.shown)),
        ("status", jsonString(result.outcome.name)),
        ("seconds", seconds(result.took)), ("runs", "\(result.runs.count)"),
        ("failed", "\(result.failureCount)"), ("failures", array(report.failures.map(object))),
        ("unjoined", strings(report.unjoined)), ("problems", strings(report.problems)),
        ("skipped", report.skipReason.map(jsonString) ?? "null"),
      ])
    ]
  }

  package func end(_ summary: CheckSummary) -> [String] {
    let stop =
      switch summary.stop {
      case .interrupted: "\"interrupted\""
      case .failed: "\"first failure\""
      case nil: "null"
      }
    return [
      jsonObject([
        ("files", "\(summary.fileCount)"), ("passed", "\(summary.count { $0 == .passed })"),
        ("failed", "\(summary.count(\.isFailure))"),
        ("skipped", "\(summary.count { $0 == .skipped })"), ("seconds", seconds(summary.took)),
        ("stopped", stop), ("unfinished", strings(summary.unfinished.map { $0.text ?? $0.shown })),
      ])
    ]
  }

  private func object(_ failure: FileReport.Failure) -> String {
    jsonObject([
      ("line", "\(failure.line)"), ("statement", strings(failure.statement)),
      ("difference", strings(failure.difference)), ("explanation", strings(failure.explanation)),
    ])
  }

  private func strings(_ texts: [String]) -> String { array(texts.map { jsonString($0) }) }

  private func array(_ values: [String]) -> String { "[\(values.joined(separator: ", "))]" }

  private func seconds(_ duration: Duration) -> String { decimal(duration.seconds, places: 6) }
}
