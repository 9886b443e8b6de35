import Language

/// `save FILE`
struct Save: Verb {
  static let manual = Manual(
    "save", .session, ["save FILE"], "write the session so far as a session file",
    detail: """
      What was typed at this prompt, with what it printed as expectations; pids, durations, sizes \
      and times as placeholders; what a person saw in between as the wait that it was. \
      'proclab check FILE' accepts it. What no statement can wait for is told, with its line. \
      Of a file, or of what came through a pipe, it writes the lines that ran so far.
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
    guard !session.transcriptIsCut else {
      throw Failure("this session is too long to be written: nobody typed it, so not all is kept")
    }
    let saved = session.savedSession(until: span)
    do {
      try writeFile(FileName(path), Array(saved.text.utf8))
    } catch {
      throw Failure(
        "cannot write '\(escapedForDisplay(path))': \(Errno.text(error.errno))", at: file.span)
    }
    session.leaveOut(span)
    session.notice("saved \(session.transcript.count) lines to \(escapedForDisplay(path))")
    for doubt in saved.doubts {
      session.notice("line \(doubt.line) may not replay: \(doubt.reason)")
    }
  }
}
