package import Language

/// A text that was read whole: its lines, each ready to run or with what is wrong with it.
package struct Program {
  /// A logical line.
  package struct Line {
    /// Its statements, or why it can't be run.
    package let statements: Result<[CompiledStatement], Diagnostic>
    /// Where it stands.
    package let span: Span
    /// Whether the expectation behind it names an error.
    package internal(set) var isExpectedError = false
  }

  /// Where it was read from.
  package let source: Source
  /// Its lines that have something to run.
  package let lines: [Line]

  /// Reads a text.
  package init(_ bytes: [UInt8], name: String?) {
    source = Source(name: name, bytes: bytes)
    var lines: [Line] = []
    var reader = SourceReader(source)
    while let item = reader.next() {
      if case .expectation(let span) = item.content, let last = lines.indices.last {
        if Program.namesError(source.text(span)) { lines[last].isExpectedError = true }
      }
      if let line = Line(item) { lines.append(line) }
    }
    self.lines = lines
  }

  /// Whether an expectation, from its bar on, says which error the line above it is.
  package static func namesError(_ expectation: String) -> Bool {
    expectation.hasPrefix("| error:") || expectation.hasPrefix("|~ error:")
  }

  /// The first thing that is wrong and that the next line does not expect by name.
  package var firstUnexpectedError: (Diagnostic, Span)? {
    for line in lines {
      guard case .failure(let diagnostic) = line.statements, !line.isExpectedError else { continue }
      return (diagnostic, line.span)
    }
    return nil
  }
}

extension Program.Line {
  /// The line of an item, or nil for those that have nothing to run.
  package init?(_ item: SourceItem) {
    span = item.span
    switch item.content {
    case .blank, .expectation: return nil
    case .malformed(let diagnostic): statements = .failure(diagnostic)
    case .statements(let read):
      do {
        statements = .success(try compile(read))
      } catch {
        statements = .failure(error)
      }
    }
  }
}
