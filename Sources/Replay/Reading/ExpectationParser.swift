import Interpreter
import Language

/// Reads the lines behind `|` that belong to one logical line.
struct ExpectationParser {
  private let source: Source
  private let spans: [Span]
  private var next = 0

  init(_ source: Source, _ spans: [Span]) {
    self.source = source
    self.spans = spans
  }

  /// All of them; throws at an unknown mark, an unclosed or nested block, a bad regex.
  mutating func all() throws(Diagnostic) -> [Expectation] {
    var result: [Expectation] = []
    while next < spans.count {
      let span = spans[next]
      try refuseWhatNeverMatches(span)
      switch mark(span) {
      case "{": result.append(try block())
      case "}": throw Diagnostic("no block is open here", at: span)
      default: result.append(try expectation())
      }
    }
    return result
  }

  /// The character behind the bar, or nil for an empty expectation.
  private func mark(_ span: Span) -> Character? {
    source.text(span).dropFirst().first
  }

  /// A record holds no control characters, since it writes them escaped, and is always UTF-8.
  private func refuseWhatNeverMatches(_ span: Span) throws(Diagnostic) {
    let bytes = source.bytes[span.start..<span.end]
    if let place = bytes.firstIndex(where: { $0 < 0x20 || $0 == 0x7F }) {
      let escaped = escapedForDisplay([bytes[place]])
      throw Diagnostic(
        "a control character can't stand here", at: Span(place, place + 1),
        hint: "a record writes it as \(escaped)")
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw Diagnostic("this is not UTF-8", at: span, hint: "a record writes such bytes as \\xff")
    }
  }

  private mutating func block() throws(Diagnostic) -> Expectation {
    let first = next
    let opening = spans[first]
    try refuseRest(opening)
    next += 1
    var lines: [Expectation] = []
    while next < spans.count {
      let span = spans[next]
      try refuseWhatNeverMatches(span)
      switch mark(span) {
      case "}":
        try refuseRest(span)
        next += 1
        return Expectation(
          kind: .anyOrder(lines), text: source.text(opening), places: first...(next - 1))
      case "{": throw Diagnostic("a block can't stand in another", at: span)
      default: lines.append(try lineInBlock(span))
      }
    }
    throw Diagnostic("this block is not closed", at: opening, hint: "close it with '|}'")
  }

  private mutating func lineInBlock(_ span: Span) throws(Diagnostic) -> Expectation {
    let line = try expectation()
    switch line.kind {
    case .anyLines: throw Diagnostic("'|...' can't stand in a block", at: span)
    case .forbidden: throw Diagnostic("'|!' can't stand in a block", at: span)
    case .line, .regex, .anyOrder: break
    }
    guard line.tag != nil else {
      throw Diagnostic(
        "a line in a block begins with a literal tag", at: span,
        hint: "the tag says whose line it is, as in '| a: text'")
    }
    return line
  }

  /// Blanks at the end of a line are an editor's, here as everywhere.
  private func refuseRest(_ span: Span) throws(Diagnostic) {
    let rest = source.bytes[(span.start + 2)..<span.end]
    guard rest.contains(where: { $0 != .blank }) else { return }
    throw Diagnostic("nothing may follow here", at: Span(span.start + 2, span.end))
  }

  private mutating func expectation() throws(Diagnostic) -> Expectation {
    let span = spans[next]
    let places = next...next
    next += 1
    let text = source.text(span)
    let body = withoutTrailingBlanks(text.dropFirst())
    func made(_ kind: Expectation.Kind, isOptional: Bool = false) -> Expectation {
      Expectation(kind: kind, isOptional: isOptional, text: text, places: places)
    }
    switch body.first {
    case nil: return made(.line(try LineTemplate("", at: span.end)))
    case " ": return made(.line(try LineTemplate(String(body.dropFirst()), at: span.start + 2)))
    case "." where body == "...": return made(.anyLines)
    case "?":
      let rest = try behindMark(body, span)
      return made(.line(try LineTemplate(rest, at: span.start + 3)), isOptional: true)
    case "!":
      return made(.forbidden(try LineTemplate(try behindMark(body, span), at: span.start + 3)))
    case "~":
      guard let regex = CompiledRegex(try behindMark(body, span)) else {
        throw Diagnostic("this is not a regular expression", at: Span(span.start + 3, span.end))
      }
      return made(.regex(regex))
    case let mark?:
      throw Diagnostic(
        "'|\(mark)' is not a mark", at: Span(span.start, span.start + 1 + mark.utf8.count),
        hint: "write '| text', or one of |~ |? |... |! |{ |}")
    }
  }

  /// What stands behind a mark and one blank; a mark alone wants an empty line.
  private func behindMark(_ body: Substring, _ span: Span) throws(Diagnostic) -> String {
    let rest = body.dropFirst()
    guard rest.first == " " || rest.isEmpty else {
      throw Diagnostic(
        "a blank belongs behind the mark", at: Span(span.start + 2, span.start + 3))
    }
    return String(rest.dropFirst())
  }

  /// A record writes its blanks at the end of a line as `\x20`; plain ones are an editor's.
  private func withoutTrailingBlanks(_ text: Substring) -> Substring {
    var text = text
    while text.last == " " { text.removeLast() }
    return text
  }
}
