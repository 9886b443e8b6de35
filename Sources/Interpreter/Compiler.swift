package import Language

/// A statement that has been read, with its place.
package struct CompiledStatement {
  /// What it does.
  package let verb: any Verb
  /// Where it stands.
  package let span: Span
}

/// Reads a statement: finds its verb, or takes it for a value.
package func compile(_ statement: Statement) throws(Diagnostic) -> CompiledStatement {
  let first = statement.words[0]
  if let name = first.bareText, let type = verb(named: name) {
    var arguments = Arguments(statement, type.manual)
    let verb = try type.init(&arguments)
    try arguments.finish()
    if statement.block != nil || !statement.tail.isEmpty, !(verb is any BlockVerb) {
      throw Diagnostic("'\(name)' takes no block", at: statement.block?.span)
    }
    return CompiledStatement(verb: verb, span: statement.span)
  }
  let isLook = statement.words.count == 2 && statement.words[1].bareText == "json"
  guard statement.words.count == 1 || isLook, statement.block == nil else {
    throw unknownVerb(first, next: statement.words.count > 1 ? statement.words[1] : nil)
  }
  return CompiledStatement(verb: BareValue(first, isJSON: isLook), span: statement.span)
}

/// Reads all statements of a line or a block.
package func compile(_ statements: [Statement]) throws(Diagnostic) -> [CompiledStatement] {
  var compiled: [CompiledStatement] = []
  for statement in statements { compiled.append(try compile(statement)) }
  return compiled
}

private func unknownVerb(_ word: Word, next: Word?) -> Diagnostic {
  let text = word.literal ?? "{…}"
  // A value stands alone: no verb has a dot.
  let isValue = word.isBare && text.contains(".")
  let hint = isValue ? nil : didYouMean(text, among: verbs.map { $0.name })
  return Diagnostic(
    "'\(escapedForDisplay(text))' is not a verb", at: word.span,
    hint: Habit.hint(text, next: next?.bareText) ?? hint)
}

/// A verb that is followed by a block.
protocol BlockVerb: Verb {}
