import Interpreter

extension Expectation {
  /// Whether one line is what it wants.
  func matches(_ line: MatchedLine, _ context: MatchContext) -> Bool {
    switch kind {
    case .line(let template), .forbidden(let template):
      if template.literal == nil { context.progress.come(to: self) }
      return template.matches(line.bytes, context.values)
    case .regex(let regex):
      context.progress.come(to: self)
      return regex.matchesWhole(of: line.text)
    case .anyLines, .anyOrder: return false
    }
  }
}
