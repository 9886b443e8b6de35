import Interpreter
import Language
import LineEditor

/// Colours a line while it is typed: verbs, handles, strings; red for what is neither a verb nor a
/// process where one must stand, and for what has no value between braces.
struct Highlighter {
  private let session: Session

  init(_ session: Session) {
    self.session = session
  }

  /// The styles of the parts of an entry.
  func ranges(in text: String) -> [StyledRange] {
    if EditCommand.words(text) != nil {
      return [StyledRange(0..<EditCommand.name.utf8.count, .bold)]
    }
    var ranges: [StyledRange] = []
    var bound: Set<String> = []
    var reader = SourceReader(Source(text))
    while let item = reader.next() {
      switch item.content {
      case .statements(let statements):
        for statement in statements { add(statement, in: text, &bound, to: &ranges) }
      case .expectation(let span): ranges.append(StyledRange(span.start..<span.end, .dim))
      case .malformed where item.isPartial:
        // What is still open would make all of it unreadable while it is typed.
        for statement in closed(text, from: item.span.start) {
          add(statement, in: text, &bound, to: &ranges)
        }
        let count = text.utf8.count
        return ranges.map { StyledRange($0.range.clamped(to: 0..<count), $0.style) }
      case .malformed(let diagnostic):
        guard let span = diagnostic.span else { break }
        ranges.append(StyledRange(span.start..<span.end, .red))
      case .blank: break
      }
    }
    return ranges
  }

  /// What may close an open quote and the blocks around it.
  private static let closings = ["", "'", "\"", "\\"].flatMap { quote in
    (0...4).map { quote + String(repeating: "\n}", count: $0) }
  }

  /// The statements of a line that is not complete, with what it lacks added.
  private func closed(_ text: String, from start: Int) -> [Statement] {
    for closing in Highlighter.closings {
      var reader = SourceReader(Source(text + closing), from: start)
      if case .statements(let statements)? = reader.next()?.content { return statements }
    }
    return []
  }

  private func add(
    _ statement: Statement, in text: String, _ bound: inout Set<String>,
    to ranges: inout [StyledRange]
  ) {
    let words = statement.words
    let verb = words[0].bareText.flatMap { Interpreter.verb(named: $0) }
    // What this line itself will have bound by the time it is used.
    if let variable = words.dropFirst().first?.bareText, verb?.name == "for" {
      bound.insert(variable)
    }
    for (index, word) in words.enumerated() {
      let style = style(word, index, words, verb, bound)
      // What may still become something known is not marked while it is typed.
      let isBegun = style == .red && word.span.end == text.utf8.count && begins(word, index)
      if let style, !isBegun {
        ranges.append(StyledRange(word.span.start..<word.span.end, style))
      }
      for case .interpolation(let inner) in word.pieces {
        let style: Style = hasValue(inner.path, bound) ? .cyan : .red
        ranges.append(StyledRange(inner.span.start..<inner.span.end, style))
      }
      if word.bareText == "as", index + 1 < words.count, let handle = words[index + 1].bareText {
        bound.insert(handle)
      }
    }
    for inner in statement.block?.statements ?? [] { add(inner, in: text, &bound, to: &ranges) }
  }

  private func style(
    _ word: Word, _ index: Int, _ words: [Word], _ verb: (any Verb.Type)?, _ bound: Set<String>
  ) -> Style? {
    if word.hasQuotes { return .green }
    guard let text = word.bareText else { return nil }
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

  /// Whether a verb, where one may stand, or a process begins with a word.
  private func begins(_ word: Word, _ index: Int) -> Bool {
    guard let text = word.bareText else { return false }
    let names = session.targetNames(for: nil) + (index == 0 ? verbs.map { $0.name } : [])
    return (names + [EditCommand.name]).contains { $0.hasPrefix(text) }
  }

  private func isKnown(_ text: String, _ bound: Set<String>) -> Bool {
    session.knows(text) || isBound(text, bound)
  }

  private func hasValue(_ path: String, _ bound: Set<String>) -> Bool {
    session.hasValue(path) || isBound(path, bound)
  }

  private func isBound(_ path: String, _ bound: Set<String>) -> Bool {
    bound.contains(String(path.split(separator: ".").first ?? ""))
  }
}
