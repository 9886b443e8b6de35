package import Language

extension Session {
  /// Runs a line, and says what went wrong: an error ends the line, the session goes on.
  ///
  /// Throws only what ends more than the line: an interrupt, `quit`, a signal to this process.
  package func run(_ line: Program.Line, of source: Source) throws(Failure) {
    if sourceDepth == 0 {
      lineStart = now
      concern = Concern()
      note(line, of: source)
    }
    do throws(Failure) {
      switch line.statements {
      case .failure(let diagnostic): throw Failure(.error, [diagnostic])
      case .success(let statements):
        for (place, statement) in statements.enumerated() {
          if sourceDepth == 0 { keepBeginning(ofStatement: place) }
          try run(statement)
        }
      }
    } catch {
      switch error.kind {
      case .error, .timeout: report(error, in: source)
      case .interrupted:
        keepInterrupt()
        report(error, in: source)
        throw error
      case .quit, .skipped, .ended: throw error
      }
    }
  }

  /// Keeps a line for `history`, and for `save`.
  private func note(_ line: Program.Line, of source: Source) {
    let text = source.text(line.span).trimmingNewlines
    entries.append(text)
    var statements: [(String, Span)] = []
    if case .success(let read) = line.statements {
      statements = read.map { (source.text($0.span), $0.span) }
    }
    addToTranscript(text, statements)
  }

  /// Runs one statement; an error without a place is about the whole of it.
  func run(_ statement: CompiledStatement) throws(Failure) {
    try endIfLost()
    do {
      try statement.verb.run(in: self)
    } catch {
      throw error.located(at: statement.span)
    }
  }

  /// Prints the error of a statement that stands elsewhere than the one that waits.
  func reportWithoutPlace(_ failure: Failure) {
    var failure = failure
    for index in failure.diagnostics.indices { failure.diagnostics[index].span = nil }
    report(failure, in: Source(""))
  }

  /// Prints an error: into the record what is the same each time, the rest for a person only.
  func report(_ failure: Failure, in source: Source) {
    errorCount += 1
    let places = failure.diagnostics.map(\.span)
    for (diagnostic, next) in zip(failure.diagnostics, places.dropFirst() + [nil]) {
      complain("error: \(diagnostic.message)")
      // Several about one place are said above one picture of it.
      if diagnostic.span != next { output.explain(diagnostic.picture(in: source)) }
      if let hint = diagnostic.hint { complain("hint: \(hint)") }
    }
    output.explain(failure.explanation)
  }

  private func complain(_ text: String) {
    var line = RecordLine(text)
    line.isComplaint = true
    record(line)
  }
}

extension String {
  fileprivate var trimmingNewlines: String {
    var text = Substring(self)
    while let last = text.last, last.isNewline { text.removeLast() }
    return String(text)
  }
}
