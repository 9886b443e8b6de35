import Language

/// `save FILE`
struct Save: Verb {
  static let manual = Manual(
    "save", .session, ["save FILE"], "write the session so far as a session file",
    detail: """
      What was typed at this prompt, with what it printed as expectations; pids, durations, sizes \
      and times as placeholders; what a person saw in between as the wait that it was. \
      'proclab check FILE' accepts it.
      """,
    example: "print hello\nsave {dir}/a.lab")

  private let file: Word
  private let span: Span

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    file = try arguments.take("a file")
    span = arguments.verbSpan.joined(to: file.span)
  }

  func run(in session: Session) throws(Failure) {
    let path = try session.text(of: file)
    do {
      try writeFile(FileName(path), Array(session.transcriptText(until: span).utf8))
    } catch {
      throw Failure(
        "cannot write '\(escapedForDisplay(path))': \(Errno.text(error.errno))", at: file.span)
    }
    session.leaveOut(span)
    session.notice("saved \(session.transcript.count) lines to \(escapedForDisplay(path))")
  }
}
