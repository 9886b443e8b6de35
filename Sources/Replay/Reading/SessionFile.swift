package import Interpreter
package import Language

/// A session file, read whole: its lines and what is expected of each.
package struct SessionFile {
  /// One logical line with its expectations.
  package struct Step {
    /// The line, ready to run.
    package let line: Program.Line
    /// The line as it stands, physical line by physical line.
    package let text: [String]
    /// What its record must be.
    package let expectations: [Expectation]
    /// The lines that its expectations take, from their bar on; in order.
    package let expectationSpans: [Span]
    /// The comments and blank lines since the step before, comments without their mark.
    package let preamble: [Remark]
    /// Whether it, or a statement inside it, judges by itself: `check`, `expect`.
    package let judges: Bool
    /// Whether one that judges stands behind a `quit` on the same line, so that it is never reached.
    package let judgesBehindQuit: Bool

    /// The numbers of the arguments that its expectations name.
    var argumentNumbers: [Int] {
      expectations.flatMap { $0.block ?? [$0] }.flatMap(\.valuePaths).compactMap { Int($0) }
    }

    /// Whether anything would be found out by running it.
    package var provesAnything: Bool { judges || !expectations.isEmpty }
  }

  /// A line that nothing runs of.
  package enum Remark: Hashable, Sendable {
    /// An empty line.
    case blank
    /// A comment.
    case comment(String)

    /// Whether it is a heading (`# ## …`), at which a person who steps may stop.
    package var isHeading: Bool {
      if case .comment(let text) = self { text.hasPrefix("##") } else { false }
    }
  }

  /// The text.
  package let source: Source
  /// Its physical lines.
  let lineTable: LineTable
  /// Its lines, in order.
  package let steps: [Step]
  /// What stands behind the last of them.
  package let closing: [Remark]
  /// Whether any line has an expectation, so that those without one must print nothing.
  package let hasExpectations: Bool
  /// The numbers of the arguments that its statements and expectations use, as in `{1}`.
  package let argumentNumbers: Set<Int>

  /// Whether running it proves anything.
  package let judges: Bool

  /// What is wrong with a file that does not.
  package static let checksNothing = "checks nothing: no expectation, no check, no expect"

  /// Reads a file; throws the first thing that makes it malformed.
  ///
  /// A line that can't be read is no fault when its expectation names the error.
  package init(_ bytes: [UInt8], name: String?) throws(Diagnostic) {
    source = Source(name: name, bytes: bytes)
    lineTable = LineTable(source)
    var drafts: [Draft] = []
    var remarks: [Remark] = []
    var reader = SourceReader(source)
    while let item = reader.next() {
      switch item.content {
      case .blank: remarks += SessionFile.remarks(source, item.span)
      case .expectation(let span):
        guard !drafts.isEmpty else {
          throw Diagnostic("this expectation has no line that it could belong to", at: span)
        }
        drafts[drafts.count - 1].expectations.append(span)
      case .statements, .malformed:
        guard let line = Program.Line(item) else { continue }
        drafts.append(Draft(item: item, line: line, preamble: remarks))
        remarks = []
      }
    }
    closing = remarks
    hasExpectations = drafts.contains { !$0.expectations.isEmpty }
    var steps: [Step] = []
    for draft in drafts { steps.append(try draft.step(in: source)) }
    self.steps = steps
    argumentNumbers = drafts.reduce(into: Set(steps.flatMap(\.argumentNumbers))) {
      $0.formUnion($1.argumentNumbers)
    }
    judges = steps.contains(where: \.provesAnything)
  }

  private static func remarks(_ source: Source, _ span: Span) -> [Remark] {
    // `#!/usr/bin/env proclab` is for the kernel, not for a reader.
    if span.start == 0, source.text(span).hasPrefix("#!") { return [] }
    return source.physicalLines(span).map {
      let text = $0.drop { $0 == " " || $0 == "\t" }
      // A line that begins with `#!` speaks to the kernel, not to people.
      guard text.first == "#", !text.hasPrefix("#!") else { return .blank }
      let body = text.dropFirst()
      return .comment(String(body.first == " " ? body.dropFirst() : body))
    }
  }

  /// The number of the line on which a step stands.
  package func lineNumber(of step: Step) -> Int {
    lineTable.line(at: step.line.span.start)
  }
}

extension Source {
  /// The lines of a stretch, without what ends them.
  fileprivate func physicalLines(_ span: Span) -> [String] {
    bytes[max(span.start, min(textStart, span.end))..<span.end].split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    )
    .map { line in
      let isCRLF = line.last == UInt8(ascii: "\r")
      return String(decoding: isCRLF ? line.dropLast() : line, as: UTF8.self)
    }
  }
}

/// A step whose expectations are still to come.
private struct Draft {
  let item: SourceItem
  let line: Program.Line
  let preamble: [SessionFile.Remark]
  var expectations: [Span] = []

  func step(in source: Source) throws(Diagnostic) -> SessionFile.Step {
    var parser = ExpectationParser(source, expectations)
    let parsed = try parser.all()
    if case .failure(let diagnostic) = line.statements, !namesError(source) { throw diagnostic }
    var text = source.physicalLines(item.span)
    while text.count > 1, text.last?.isEmpty == true { text.removeLast() }
    return SessionFile.Step(
      line: line, text: text, expectations: parsed, expectationSpans: expectations,
      preamble: preamble, judges: verbs.contains(where: judging),
      judgesBehindQuit: verbs.drop { $0 != "quit" && $0 != "exit" }.contains(where: judging))
  }

  /// Whether the next line says which error this one is.
  private func namesError(_ source: Source) -> Bool {
    guard let first = expectations.first else { return false }
    return Program.namesError(source.text(first))
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

  private func judging(_ verb: String) -> Bool { verb == "check" || verb == "expect" }

  /// The verbs of its statements and of those in its blocks, in the order in which they stand.
  private var verbs: [String] {
    guard case .statements(let statements) = item.content else { return [] }
    return verbs(of: statements)
  }

  private func verbs(of statements: [Statement]) -> [String] {
    statements.flatMap { statement in
      [statement.words[0].bareText ?? ""] + verbs(of: statement.block?.statements ?? [])
    }
  }
}
