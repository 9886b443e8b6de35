package import Interpreter
package import Language

/// A session file, read whole: its lines and what is expected of each.
package struct SessionFile {
  /// One logical line with its expectations.
  package struct Step {
    /// The line, ready to run.
    package let line: Program.Line
    /// The line as it stands.
    package let text: String
    /// What its record must be.
    package let expectations: [Expectation]
    /// The lines that its expectations take, bars included; in order.
    package let expectationSpans: [Span]
    /// The comment right above it, without its marks.
    package let comment: [String]
    /// Whether it, or a statement inside it, judges by itself: `check`, `expect`.
    package let judges: Bool
  }

  /// The text.
  package let source: Source
  /// Its lines, in order.
  package let steps: [Step]
  /// Whether any line has an expectation, so that those without one must print nothing.
  package let hasExpectations: Bool

  /// Whether running it proves anything.
  package var judges: Bool {
    hasExpectations || steps.contains { $0.judges }
  }

  /// The numbers of the arguments that its statements use, as in `{1}`.
  package let argumentNumbers: Set<Int>

  /// Reads a file; throws the first thing that makes it malformed.
  ///
  /// A line that can't be read is no fault when its expectation names the error.
  package init(_ bytes: [UInt8], name: String?) throws(Diagnostic) {
    source = Source(name: name, bytes: bytes)
    var drafts: [Draft] = []
    var comment: [String] = []
    var reader = SourceReader(source)
    while let item = reader.next() {
      switch item.content {
      case .blank:
        let text = source.text(item.span)
        if let body = commentBody(text) { comment.append(body) } else { comment = [] }
      case .expectation(let span):
        guard !drafts.isEmpty else {
          throw Diagnostic("this expectation has no line that it could belong to", at: span)
        }
        drafts[drafts.count - 1].expectations.append(span)
      case .statements, .malformed:
        guard let line = Program.Line(item) else { continue }
        drafts.append(Draft(item: item, line: line, comment: comment))
        comment = []
      }
    }
    argumentNumbers = drafts.reduce(into: []) { $0.formUnion($1.argumentNumbers) }
    hasExpectations = drafts.contains { !$0.expectations.isEmpty }
    var steps: [Step] = []
    for draft in drafts { steps.append(try draft.step(in: source)) }
    self.steps = steps
  }
}

/// The text of a comment line, or nil for a blank one.
private func commentBody(_ line: String) -> String? {
  let text = line.drop { $0 == " " || $0 == "\t" }
  guard text.first == "#" else { return nil }
  let body = text.dropFirst()
  return String(body.first == " " ? body.dropFirst() : body)
}

/// A step whose expectations are still to come.
private struct Draft {
  let item: SourceItem
  let line: Program.Line
  let comment: [String]
  var expectations: [Span] = []

  func step(in source: Source) throws(Diagnostic) -> SessionFile.Step {
    var parser = ExpectationParser(source, expectations)
    let parsed = try parser.all()
    if case .failure(let diagnostic) = line.statements, !namesError(source) { throw diagnostic }
    var text = source.text(item.span)
    while text.last?.isNewline == true { text.removeLast() }
    return SessionFile.Step(
      line: line, text: text, expectations: parsed, expectationSpans: expectations,
      comment: comment, judges: judges)
  }

  /// Whether the next line says which error this one is.
  private func namesError(_ source: Source) -> Bool {
    guard let first = expectations.first else { return false }
    let text = source.text(first)
    return text.hasPrefix("| error:") || text.hasPrefix("|~ error:")
  }

  /// The numbers of the arguments that it uses.
  var argumentNumbers: Set<Int> {
    guard case .statements(let statements) = item.content else { return [] }
    return Set(statements.flatMap(arguments))
  }

  private func arguments(_ statement: Statement) -> [Int] {
    let own = (statement.words + statement.tail).flatMap { word in
      word.pieces.compactMap { piece in
        if case .interpolation(let interpolation) = piece { Int(interpolation.path) } else { nil }
      }
    }
    return own + (statement.block?.statements ?? []).flatMap(arguments)
  }

  private var judges: Bool {
    guard case .statements(let statements) = item.content else { return false }
    return judge(statements)
  }

  private func judge(_ statements: [Statement]) -> Bool {
    statements.contains { statement in
      ["check", "expect"].contains(statement.words[0].bareText)
        || judge(statement.block?.statements ?? [])
    }
  }
}
