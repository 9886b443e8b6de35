import Language

/// What `new`, `spawn` and `run` share: a command, and after `as` a handle with its clauses.
struct Making {
  let command: Command
  let binding: Binding?
  let span: Span
  /// What stands behind a final `as` without being a handle, so that both are the program's.
  private var looseAs: String?

  /// `as H [xN] [with OPTION, …]`.
  struct Binding {
    var handle: Argument<String>
    var count: Argument<Int>?
    var options: [LaunchOption]
  }

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    let words = arguments.takeAll()
    guard let first = words.first else { throw arguments.missing("a command") }
    span = first.span.joined(to: words[words.count - 1].span)
    guard let place = Making.placeOfAs(in: words) else {
      try Making.refuseLooseClause(words)
      command = try Command(words)
      binding = nil
      if words.count > 2, words[words.count - 2].bareText == "as" {
        looseAs = words[words.count - 1].literal
      }
      return
    }
    command = try Command(Array(words[..<place]))
    binding = try Making.binding(words[(place + 1)...])
  }

  /// The last bare `as` that has a word before it and a handle after it.
  private static func placeOfAs(in words: [Word]) -> Int? {
    words.indices.last { index in
      guard index > 0, index + 1 < words.count, words[index].bareText == "as" else { return false }
      let handle = words[index + 1]
      return handle.bareText.map { isName($0) } ?? (handle.literal == nil && handle.isBare)
    }
  }

  private static func binding(_ words: ArraySlice<Word>) throws(Diagnostic) -> Binding {
    var rest = words
    guard let handleWord = rest.popFirst() else { throw Diagnostic("'as' needs a handle") }
    let handle = try Argument(handleWord) { checkedHandle($0) }
    var count: Argument<Int>?
    if let word = rest.first, isCount(word) {
      rest = rest.dropFirst()
      count = try Argument(word) { parsedCount($0) }
    }
    guard let clause = rest.popFirst() else {
      return Binding(handle: handle, count: count, options: [])
    }
    guard clause.bareText == "with" else {
      throw Diagnostic(
        "'\(escapedForDisplay(clause.literal ?? "{…}"))' is not a clause", at: clause.span,
        hint: "after 'as NAME' come xN and 'with OPTION, …'; quote 'as' if the command needs it")
    }
    let options = try LaunchOption.parse(Array(rest), after: clause)
    return Binding(handle: handle, count: count, options: options)
  }

  private static func isCount(_ word: Word) -> Bool {
    guard word.isBare, case .literal(let bytes, _) = word.pieces.first else { return false }
    return bytes.first == UInt8(ascii: "x")
      && (word.literal == nil || Int(word.literal?.dropFirst() ?? "") != nil)
  }

  private static func parsedCount(_ text: String) -> Result<Int, Argument<Int>.Complaint> {
    guard let count = Int(text.dropFirst()), (1...100_000).contains(count) else {
      return .failure(.init(message: "'\(text)' is not a count", hint: "write x8 for eight"))
    }
    return .success(count)
  }

  private static func checkedHandle(
    _ text: String
  ) -> Result<String, Argument<String>.Complaint> {
    guard isName(text) else {
      return .failure(
        .init(
          message: "'\(escapedForDisplay(text))' can't be a handle",
          hint: "a handle is letters, digits, _ and -, a letter first"))
    }
    guard !reservedWords.contains(text) else {
      let isVerb = verb(named: text) != nil
      return .failure(
        .init(
          message: "'\(text)' can't be a handle: it is \(isVerb ? "a verb" : "a word of its own")"))
    }
    return .success(text)
  }

  /// `spawn sleep 3 with daemon`: the clause would become words of the command.
  private static func refuseLooseClause(_ words: [Word]) throws(Diagnostic) {
    guard let place = words.indices.dropFirst().last(where: { words[$0].bareText == "with" }),
      place + 1 < words.count, let option = words[place + 1].bareText,
      LaunchOption.names.contains(option.hasSuffix(",") ? String(option.dropLast()) : option)
    else { return }
    throw Diagnostic(
      "'with' needs a handle before it", at: words[place].span,
      hint: "write 'as NAME with \(option)', or quote 'with' if the command needs it")
  }

  /// Makes the processes: one, or the members of a set.
  func create(in session: Session) throws(Failure) -> [Process] {
    let recipe = try LaunchBuilder(self, in: session).recipe()
    if let looseAs {
      let word = escapedForDisplay(looseAs)
      session.notice("'as \(word)' went to the program: '\(word)' can't be a handle")
    }
    guard let binding else { return [session.create(recipe, handle: nil)] }
    let handle = try binding.handle.value(in: session)
    guard let count = try binding.count?.value(in: session) else {
      return [session.create(recipe, handle: handle)]
    }
    let members = (1...count).map { _ in session.create(recipe, handle: nil) }
    session.bindSet(handle, to: members)
    return members
  }
}
