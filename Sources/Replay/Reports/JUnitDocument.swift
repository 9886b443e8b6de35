import Interpreter
import Language

/// The report that continuous integration reads: a suite, and a case for each file.
package struct JUnitDocument {
  private let summary: CheckSummary

  /// The document of a check.
  package init(_ summary: CheckSummary) {
    self.summary = summary
  }

  /// The whole of it (XML 1.0, UTF-8).
  package var text: String {
    let attributes = attributes([
      ("name", "proclab"), ("tests", "\(summary.results.count)"),
      ("failures", "\(summary.count { $0 == .failed })"),
      ("errors", "\(summary.count { $0.isFailure && $0 != .failed })"),
      ("skipped", "\(summary.count { $0 == .skipped })"), ("time", time(summary.took)),
    ])
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites\(attributes)>
      <testsuite\(attributes)>
      \(summary.results.map(testCase).joined())</testsuite>
      </testsuites>

      """
  }

  private func testCase(_ result: FileResult) -> String {
    let path = result.path.shown
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[..<$0]) } ?? "."
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let head = attributes([
      ("classname", folder), ("name", name), ("file", path), ("time", time(result.took)),
    ])
    let body = result.lines.map(escaped).joined(separator: "\n")
    let message = attributes([("message", result.headline), ("type", result.outcome.name)])
    switch result.outcome {
    case .passed: return "<testcase\(head)/>\n"
    case .skipped:
      return "<testcase\(head)><skipped\(attributes([("message", result.headline)]))/></testcase>\n"
    case .failed: return "<testcase\(head)><failure\(message)>\(body)</failure></testcase>\n"
    case .malformed, .fault:
      return "<testcase\(head)><error\(message)>\(body)</error></testcase>\n"
    }
  }

  private func time(_ duration: Duration) -> String { decimal(duration.seconds, places: 3) }

  private func attributes(_ pairs: [(String, String)]) -> String {
    pairs.map { " \($0)=\"\(escaped($1))\"" }.joined()
  }

  /// Text without what XML forbids; a newline in an attribute must be written as a reference.
  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result += "&#\(scalar.value);"
      case _ where scalar.value < 0x20 || (0xFFFE...0xFFFF).contains(scalar.value):
        result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
