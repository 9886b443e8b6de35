import Language

/// `source FILE`
struct SourceVerb: Verb {
  static let manual = Manual(
    "source", .session, ["source FILE"], "run the statements of a file here",
    detail: """
      As if they had been typed in this session. Its expectations are skipped. The file is read \
      whole before its first statement runs.
      """,
    example: "run echo print hello as t with stdout {dir}/a.lab\nsource {dir}/a.lab")

  private let file: Word

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    file = try arguments.take("a file")
  }

  func run(in session: Session) throws(Failure) {
    let path = try session.text(of: file)
    guard session.sourceDepth < 20 else {
      throw Failure("files are sourced too deep inside one another", at: file.span)
    }
    let program: Program
    do {
      program = Program(try readFile(FileName(path)), name: escapedForDisplay(path))
    } catch {
      throw Failure(
        "cannot read '\(escapedForDisplay(path))': \(Errno.text(error.errno))", at: file.span)
    }
    if let (diagnostic, _) = program.firstUnexpectedError {
      let line = diagnostic.span.map { " in line \(program.source.line(at: $0.start))" } ?? ""
      var failure = Failure(
        "'\(escapedForDisplay(path))' is malformed\(line): \(diagnostic.message)")
      failure.diagnostics[0].hint = diagnostic.hint
      failure.explanation = diagnostic.picture(in: program.source)
      throw failure.located(at: file.span)
    }
    session.sourceDepth += 1
    defer { session.sourceDepth -= 1 }
    for line in program.lines {
      try session.run(line, of: program.source)
    }
  }
}
