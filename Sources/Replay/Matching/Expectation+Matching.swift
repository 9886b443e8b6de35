import Interpreter

extension Expectation {
  /// Whether one line is what it wants.
  func matches(_ line: MatchedLine, _ values: PlaceholderValues) -> Bool {
    switch kind {
    case .line(let template), .forbidden(let template): template.matches(line.bytes, values)
    case .regex(let regex): regex.matchesWhole(of: line.text)
    case .anyLines, .anyOrder: false
    }
  }
}
