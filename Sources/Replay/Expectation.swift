import Interpreter
import Language

/// One thing that is expected of the record of a line.
package struct Expectation {
  /// What it says.
  enum Kind {
    /// This line.
    case line(LineTemplate)
    /// One line, the whole of which the expression matches.
    case regex(WholeLineRegex)
    /// Any lines, as few as possible.
    case anyLines
    /// This line must not occur.
    case forbidden(LineTemplate)
    /// These lines in any interleaving, each tag's in order.
    case anyOrder([Expectation])
  }

  let kind: Kind
  /// `|?`: this line, or nothing.
  var isOptional = false
  /// As it stands in the file, mark included; of a block only its first line.
  let text: String
  /// Where it stands.
  let span: Span

  /// Whether one line is what it wants.
  func matches(_ line: String, value: (String) -> String?) -> Bool {
    switch kind {
    case .line(let template), .forbidden(let template): template.matches(line, value: value)
    case .regex(let regex): regex.matches(line)
    case .anyLines, .anyOrder: false
    }
  }

  /// Inside an any-order block: what stands before the colon, which says whose line it is.
  var tag: String? {
    switch kind {
    case .line(let template): tagPrefix(of: template.literalPrefix)
    case .regex(let regex): tagPrefix(of: regex.source)
    case .anyLines, .forbidden, .anyOrder: nil
    }
  }
}

/// `a` of `a: text`, `a err` of `a err: text`; nil where a line has no tag.
func tagPrefix(of line: String) -> String? {
  guard let colon = line.firstIndex(of: ":") else { return nil }
  let tag = String(line[..<colon])
  let name = tag.hasSuffix(" err") ? String(tag.dropLast(4)) : tag
  let parts = name.split(separator: ".", omittingEmptySubsequences: false)
  guard let first = parts.first, isName(first) else { return nil }
  return tag
}

/// A regular expression that must match a whole line.
struct WholeLineRegex {
  let source: String
  private let regex: Regex<AnyRegexOutput>

  init?(_ source: String) {
    guard let regex = try? Regex(source) else { return nil }
    self.source = source
    self.regex = regex
  }

  func matches(_ line: String) -> Bool {
    (try? regex.wholeMatch(in: line)) != nil
  }
}
