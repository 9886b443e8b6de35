import Language

/// Reads the lines behind `|` that belong to one logical line.
struct ExpectationParser {
  private let source: Source
  private var spans: ArraySlice<Span>

  init(_ source: Source, _ spans: [Span]) {
    self.source = source
    self.spans = spans[...]
  }

  /// All of them; throws at an unknown mark, an unclosed or nested block, a bad regex.
  mutating func all() throws(Diagnostic) -> [Expectation] {
    var result: [Expectation] = []
    while let span = spans.popFirst() {
      switch mark(span) {
      case "{": result.append(try block(opening: span))
      case "}": throw Diagnostic("no block is open here", at: span)
      default: result.append(try expectation(span))
      }
    }
    return result
  }

  /// The character behind the bar, or nil for an empty expectation.
  private func mark(_ span: Span) -> Character? {
    source.text(span).dropFirst().first
  }

  private mutating func block(opening: Span) throws(Diagnostic) -> Expectation {
    try refuseRest(opening)
    var lines: [Expectation] = []
    while let span = spans.popFirst() {
      switch mark(span) {
      case "}":
        try refuseRest(span)
        return Expectation(kind: .anyOrder(lines), text: source.text(opening), span: opening)
      case "{": throw Diagnostic("a block can't stand in another", at: span)
      default:
        let line = try expectation(span)
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
        lines.append(line)
      }
    }
    throw Diagnostic("this block is not closed", at: opening, hint: "close it with '|}'")
  }

  private func refuseRest(_ span: Span) throws(Diagnostic) {
    guard span.end > span.start + 2 else { return }
    throw Diagnostic("nothing may follow here", at: Span(span.start + 2, span.end))
  }

  private func expectation(_ span: Span) throws(Diagnostic) -> Expectation {
    let text = source.text(span)
    let body = Substring(text.dropFirst())
    guard let mark = body.first else {
      return Expectation(kind: .line(try LineTemplate("", at: span.end)), text: text, span: span)
    }
    if body == "..." { return Expectation(kind: .anyLines, text: text, span: span) }
    switch mark {
    case " ":
      let kind = Expectation.Kind.line(try template(body.dropFirst(), span, skipping: 2))
      return Expectation(kind: kind, text: text, span: span)
    case "?":
      let kind = Expectation.Kind.line(try template(behindMark(body, span), span, skipping: 3))
      return Expectation(kind: kind, isOptional: true, text: text, span: span)
    case "!":
      let kind = Expectation.Kind.forbidden(try template(behindMark(body, span), span, skipping: 3))
      return Expectation(kind: kind, text: text, span: span)
    case "~":
      let pattern = withoutTrailingBlanks(try behindMark(body, span))
      guard let regex = WholeLineRegex(pattern) else {
        throw Diagnostic("this is not a regular expression", at: Span(span.start + 3, span.end))
      }
      return Expectation(kind: .regex(regex), text: text, span: span)
    default:
      throw Diagnostic(
        "'|\(mark)' is not a mark", at: Span(span.start, span.start + 1 + mark.utf8.count),
        hint: "write '| text', or one of |~ |? |... |! |{ |}")
    }
  }

  /// What stands behind a mark and one blank; a mark alone wants an empty line.
  private func behindMark(_ body: Substring, _ span: Span) throws(Diagnostic) -> Substring {
    let rest = body.dropFirst()
    guard rest.first == " " || rest.isEmpty else {
      throw Diagnostic(
        "a blank belongs behind the mark", at: Span(span.start + 2, span.start + 3))
    }
    return rest.dropFirst()
  }

  private func template(
    _ text: Substring, _ span: Span, skipping offset: Int
  ) throws(Diagnostic) -> LineTemplate {
    try LineTemplate(withoutTrailingBlanks(text), at: span.start + offset)
  }

  /// A record writes its blanks at the end of a line as `\x20`; plain ones are an editor's.
  private func withoutTrailingBlanks(_ text: Substring) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
