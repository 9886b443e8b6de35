import Interpreter
import Language

/// For a person: a line for each file, and what was not as expected below it.
package struct TextFormat: CheckFormat {
  private let paint: (Outcome, String) -> String

  /// The format, with what gives a text the colour of an outcome.
  package init(paint: @escaping (Outcome, String) -> String) {
    self.paint = paint
  }

  package func beginning(_ fileCount: Int) -> [String] { [] }

  package func lines(_ result: FileResult, number: Int) -> [String] {
    let mark = result.outcome == .passed ? "✓" : result.outcome == .skipped ? "–" : "✗"
    let runs = result.runs.count > 1 ? "\(result.runs.count) runs, " : ""
    let path = result.path.shown
    let head = "\(paint(result.outcome, mark)) \(path) (\(runs)\(describe(result.took)))"
    return [head] + result.lines.map { "  \($0)" }
  }

  package func end(_ summary: CheckSummary) -> [String] {
    var lines: [String] = []
    let done = "\(summary.results.count) of \(summary.fileCount) files done"
    switch summary.stop {
    case .interrupted: lines.append("interrupted: \(done)")
    case .failed: lines.append("stopped at the first failure: \(done)")
    case nil: break
    }
    if !summary.unfinished.isEmpty {
      let names = summary.unfinished.map(\.shown)
      lines.append("unfinished: \(names.joined(separator: ", "))")
    }
    return lines + ["\(summary.counts) in \(describe(summary.took))"]
  }
}
