import Interpreter
import Language
import LineEditor

/// Colours a line while it is typed: verbs, handles, strings; red for what is neither a verb nor a
/// process where one must stand.
struct Highlighter {
  private let session: Session

  init(_ session: Session) {
    self.session = session
  }

  /// The styles of the parts of an entry.
  func ranges(in text: String) -> [StyledRange] {
    var ranges: [StyledRange] = []
    var bound: Set<String> = []
    var reader = SourceReader(Source(text))
    while let item = reader.next() {
      switch item.content {
      case .statements(let statements):
        for statement in statements { add(statement, &bound, to: &ranges) }
      case .expectation(let span): ranges.append(StyledRange(span.start..<span.end, .dim))
      case .blank, .malformed: break
      }
    }
    return ranges
  }

  private func add(
    _ statement: Statement, _ bound: inout Set<String>, to ranges: inout [StyledRange]
  ) {
    let words = statement.words
    let verb = words[0].bareText.flatMap { Interpreter.verb(named: $0) }
    // What this line itself will have bound by the time it is used.
    if let variable = words.dropFirst().first?.bareText, verb?.name == "for" {
      bound.insert(variable)
    }
    for (index, word) in words.enumerated() {
      if let style = style(word, index, words, verb, bound) {
        ranges.append(StyledRange(word.span.start..<word.span.end, style))
      }
      if word.bareText == "as", index + 1 < words.count, let handle = words[index + 1].bareText {
        bound.insert(handle)
      }
    }
    for inner in statement.block?.statements ?? [] { add(inner, &bound, to: &ranges) }
  }

  private func style(
    _ word: Word, _ index: Int, _ words: [Word], _ verb: (any Verb.Type)?, _ bound: Set<String>
  ) -> Style? {
    if word.hasQuotes { return .green }
    guard let text = word.bareText else { return .cyan }
    if index == 0 {
      if verb != nil { return .bold }
      return isKnown(text, bound) ? .cyan : .red
    }
    guard let verb else { return nil }
    let before = words[1..<index].map { $0.literal ?? "" }
    let slots = Form.slots(of: verb.manual, behind: before)
    let isKeyword = slots.contains { slot in
      if case .keywords(let keywords) = slot { keywords.contains(text) } else { false }
    }
    if isKeyword { return .blue }
    guard slots.contains(.target) || slots.contains(.value) else { return nil }
    if isKnown(text, bound) { return .cyan }
    return slots.contains(.free) || text.contains("..") ? nil : .red
  }

  private func isKnown(_ text: String, _ bound: Set<String>) -> Bool {
    if session.knows(text) { return true }
    return bound.contains(String(text.split(separator: ".").first ?? ""))
  }
}
