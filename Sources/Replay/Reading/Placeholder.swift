import Interpreter
import Language

/// What stands in braces in an expectation: something that differs from run to run.
enum Placeholder: Hashable {
  /// `{*}`: any text.
  case anything
  /// `{pid}`: a process number.
  case pid
  /// `{dur}`, `{dur 2s..}`, `{dur ..5s}`: a duration, perhaps with bounds.
  case duration(atLeast: Duration?, atMost: Duration?)
  /// `{num}`: a number.
  case number
  /// `{size}`: a size in bytes.
  case size
  /// `{time}`: a moment, as a number, in seconds (`+0.012s`), by the clock, with a date.
  case time
  /// `{t.pid}`, `{dir}`, `{here}`, `{1}`: a value of the session, as it is when the line was run.
  case value(path: String)

  /// The names of those that are no values.
  static let names = ["*", "pid", "dur", "num", "size", "time"]

  /// Reads what stands between the braces; nil where it is no placeholder.
  init?(_ text: String) {
    let words = text.split(separator: " ")
    switch (words.first, words.count) {
    case ("*", 1): self = .anything
    case ("pid", 1): self = .pid
    case ("num", 1): self = .number
    case ("size", 1): self = .size
    case ("time", 1): self = .time
    case ("dur", 1): self = .duration(atLeast: nil, atMost: nil)
    case ("dur", 2):
      guard let bounds = Placeholder.bounds(words[1]) else { return nil }
      self = .duration(atLeast: bounds.0, atMost: bounds.1)
    case (_, 1) where Placeholder.isValuePath(text): self = .value(path: text)
    default: return nil
    }
  }

  /// `2s..`, `..5s`, `1s..2s`.
  private static func bounds(_ text: Substring) -> (Duration?, Duration?)? {
    guard let dots = text.firstRange(of: "..") else { return nil }
    let low = text[..<dots.lowerBound]
    let high = text[dots.upperBound...]
    let (least, most) = (parseDuration(low), parseDuration(high))
    guard low.isEmpty == (least == nil), high.isEmpty == (most == nil) else { return nil }
    switch (least, most) {
    case (nil, nil): return nil
    case (let least?, let most?) where least > most: return nil
    default: return (least, most)
    }
  }

  /// `dir`, `here`, a number, or an attribute of a name: what could be a value at some moment.
  private static func isValuePath(_ text: String) -> Bool {
    if text == "dir" || text == "here" { return true }
    if !text.isEmpty, text.allSatisfy({ $0.isASCII && $0.isNumber }) { return true }
    guard let dot = text.lastIndex(of: "."), let first = text.split(separator: ".").first else {
      return false
    }
    return isName(first) && Attribute(rawValue: String(text[text.index(after: dot)...])) != nil
  }

  /// The path of a value of the session.
  var valuePath: String? {
    if case .value(let path) = self { path } else { nil }
  }
}
