import Language

/// `for X in WORD… { … }` and `for X of T… { … }`
struct For: Verb, BlockVerb {
  static let manual = Manual(
    "for", .flow, ["for X in WORD… [at most N] { … }", "for X of T… { … }"],
    "a block for each word, or for each process",
    detail: """
      Words may be ranges: 1..9, 1..{n}. 'of' takes processes, fixed at the start. In the block {X} is \
      the word; of a process it is its handle where a process is expected, and its repr in text. With 'at most N' a \
      round waits until fewer than N of the processes that the loop started are alive.
      """,
    example: "for n in 1..3 { run sh 'exit $1' {n} as e{n} }\nfor p of e* { print {p.exitcode} }")

  private let variable: String
  private let words: [Word]
  private let isOverProcesses: Bool
  private var limit: Argument<Int>?
  private let body: Body

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    let name = try arguments.take("a variable")
    guard let variable = name.bareText, isName(variable), !reservedWords.contains(variable) else {
      throw Diagnostic(
        "'\(escapedForDisplay(name.literal ?? "{…}"))' can't be a variable", at: name.span)
    }
    self.variable = variable
    if arguments.takeKeyword("of") {
      isOverProcesses = true
    } else if arguments.takeKeyword("in") {
      isOverProcesses = false
    } else {
      throw arguments.missing("'in' and words, or 'of' and processes")
    }
    var words = arguments.takeAll()
    if words.count >= 3, words[words.count - 3].bareText == "at",
      words[words.count - 2].bareText == "most"
    {
      guard !isOverProcesses else {
        throw Diagnostic("'at most' goes with 'in', not with 'of'", at: words[words.count - 3].span)
      }
      limit = try Arguments.count(words[words.count - 1])
      words.removeLast(3)
    }
    self.words = words
    if !isOverProcesses {
      for word in words { try For.refuseHugeRange(word.bareText, at: word.span) }
    }
    body = try Body(arguments)
    if let word = arguments.statement.tail.first {
      throw Diagnostic(
        "'\(escapedForDisplay(word.literal ?? "{…}"))' is not expected behind the block",
        at: word.span)
    }
  }

  func run(in session: Session) throws(Failure) {
    let limit = try limit?.value(in: session)
    var pool = LoopPool(createdBefore: session.createdCount)
    let values = try values(in: session)
    session.rounds.append((0, values.count))
    defer { session.rounds.removeLast() }
    for (round, value) in values.enumerated() {
      session.rounds[session.rounds.count - 1].done = round
      if let limit { try session.waitForRoom(limit, in: &pool) }
      try body.run(in: session, [variable: value])
    }
  }

  private func values(in session: Session) throws(Failure) -> [Variable] {
    if isOverProcesses {
      return try session.targets(words).processes.map { .process($0) }
    }
    var values: [Variable] = []
    for word in words {
      if let range = range(try rangeText(word, in: session)) {
        values += range.map { .number($0) }
      } else {
        values.append(.text(try session.bytes(of: word)))
      }
    }
    return values
  }

  /// What could be a range: its dots stand there, its ends may stand in braces.
  private func rangeText(_ word: Word, in session: Session) throws(Failure) -> String? {
    let hasDots = word.pieces.contains { piece in
      if case .literal(let bytes, _) = piece { bytes.contains(UInt8(ascii: ".")) } else { false }
    }
    guard word.isBare, hasDots else { return nil }
    let text = try session.targetText(of: word)
    do throws(Diagnostic) {
      try For.refuseHugeRange(text, at: word.span)
    } catch {
      throw Failure(.error, [error])
    }
    return text
  }

  /// `1..9`, upwards or downwards.
  private func range(_ text: String?) -> [Int]? {
    guard let (first, last) = For.ends(text), let first = Int(first), let last = Int(last),
      For.isWithinReach(first, last)
    else { return nil }
    return first <= last ? Array(first...last) : (last...first).reversed()
  }

  /// More rounds than anybody waits for.
  private static let limit = 1_000_000

  private static func isWithinReach(_ first: Int, _ last: Int) -> Bool {
    let (distance, isTooLong) = last.subtractingReportingOverflow(first)
    return !isTooLong && abs(distance) < limit
  }

  /// What stands before and behind the dots of a range; nil for any other word.
  private static func ends(_ text: String?) -> (Substring, Substring)? {
    guard let parts = text?.split(separator: ".", omittingEmptySubsequences: false),
      parts.count == 3, parts[1].isEmpty, isNumber(parts[0]), isNumber(parts[2])
    else { return nil }
    return (parts[0], parts[2])
  }

  private static func isNumber(_ text: Substring) -> Bool {
    let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text
    return !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isWholeNumber }
  }

  /// A range that is too long to be one would else be a word, and the block run once.
  private static func refuseHugeRange(_ text: String?, at span: Span) throws(Diagnostic) {
    guard let text, let (first, last) = ends(text) else { return }
    guard let first = Int(first), let last = Int(last), isWithinReach(first, last) else {
      throw Diagnostic(
        "'\(text)' is too long a range: \(grouped(limit)) values at most", at: span,
        hint: "quote it if it is a word")
    }
  }
}
