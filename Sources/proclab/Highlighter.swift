import Interpreter
import Language
import LineEditor

/// Colours a line while it is typed: verbs, handles, strings, and what is neither.
struct Highlighter {
  private let session: Session

  init(_ session: Session) {
    self.session = session
  }

  func ranges(in text: String) -> [StyledRange] {
    var ranges: [StyledRange] = []
    var reader = SourceReader(Source(text))
    while let item = reader.next() {
      switch item.content {
      case .statements(let statements):
        for statement in statements { add(statement, to: &ranges) }
      case .expectation(let span): ranges.append(StyledRange(span.start..<span.end, .dim))
      case .blank, .malformed: break
      }
    }
    return ranges
  }

  private func add(_ statement: Statement, to ranges: inout [StyledRange]) {
    for (index, word) in (statement.words + statement.tail).enumerated() {
      if let style = style(word, isFirst: index == 0) {
        ranges.append(StyledRange(word.span.start..<word.span.end, style))
      }
    }
    for inner in statement.block?.statements ?? [] { add(inner, to: &ranges) }
  }

  private func style(_ word: Word, isFirst: Bool) -> Style? {
    if word.hasQuotes { return .green }
    guard let text = word.bareText else { return isFirst ? nil : .cyan }
    if isFirst {
      if verb(named: text) != nil { return .bold }
      return session.knows(text) ? .cyan : .red
    }
    return session.isHandle(text) ? .cyan : nil
  }
}
