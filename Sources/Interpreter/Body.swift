import Language

/// The block of a loop, read once and run in every round.
struct Body {
  private let statements: [CompiledStatement]

  init(_ arguments: Arguments) throws(Diagnostic) {
    guard let block = arguments.statement.block else {
      throw Diagnostic(
        "'\(arguments.manual.name)' needs a block", at: arguments.verbSpan,
        hint: "'{' at the end of the line opens it, '}' closes it")
    }
    statements = try compile(block.statements)
  }

  /// One round, with these variables.
  func run(in session: Session, _ variables: [String: Variable] = [:]) throws(Failure) {
    session.scopes.append(variables)
    defer { session.scopes.removeLast() }
    try session.glance()
    for statement in statements { try session.run(statement) }
  }
}
