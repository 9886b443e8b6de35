import Language
import ProcessEngine

/// The words behind a verb, taken one after the other while its statement is read.
package struct Arguments {
  /// The statement that is read.
  let statement: Statement
  /// Its verb.
  let manual: Manual
  private var words: ArraySlice<Word>

  init(_ statement: Statement, _ manual: Manual) {
    self.statement = statement
    self.manual = manual
    words = statement.words.dropFirst()
  }

  /// The next word, which stays.
  var next: Word? { words.first }

  /// The word behind the next one, which stays too.
  var second: Word? { words.dropFirst().first }

  /// Whether no word is left.
  var isEmpty: Bool { words.isEmpty }

  /// The last word, which stays.
  var last: Word? { words.last }

  /// Where the statement's verb stands.
  var verbSpan: Span { statement.words[0].span }

  /// Takes the next word whatever it is.
  mutating func take() -> Word? {
    words.popFirst()
  }

  /// Takes all that is left.
  mutating func takeAll() -> [Word] {
    defer { words = [] }
    return Array(words)
  }

  /// Takes the next word, or says what is missing.
  mutating func take(_ what: String) throws(Diagnostic) -> Word {
    guard let word = words.popFirst() else { throw missing(what) }
    return word
  }

  /// Takes the next word if it is this bare one.
  mutating func takeKeyword(_ keyword: String) -> Bool {
    guard words.first?.bareText == keyword else { return false }
    words.removeFirst()
    return true
  }

  /// Takes the last word if it is this bare one.
  mutating func takeLastKeyword(_ keyword: String) -> Bool {
    guard words.last?.bareText == keyword else { return false }
    words.removeLast()
    return true
  }

  /// Takes words up to one of these bare ones; at least one.
  mutating func takeTargets(
    before keywords: Set<String> = [], _ what: String = "a process"
  ) throws(Diagnostic) -> [Word] {
    var taken: [Word] = []
    while let word = words.first {
      if let text = word.bareText, keywords.contains(text), !taken.isEmpty { break }
      try refuseClauseWord(word)
      taken.append(word)
      words.removeFirst()
    }
    guard !taken.isEmpty else { throw missing(what) }
    return taken
  }

  /// A word that begins a clause names no process, so it is one too many before anything runs.
  private func refuseClauseWord(_ word: Word) throws(Diagnostic) {
    guard let text = word.bareText,
      ["any", "only", "group", "tree", "within", "for", "with", "as", "json"].contains(text)
    else { return }
    throw Diagnostic("'\(text)' is not expected here", at: word.span, hint: usage)
  }

  /// Takes a duration.
  mutating func takeDuration() throws(Diagnostic) -> Argument<Duration> {
    try Argument(try take("a duration")) { text in
      if let duration = parseDuration(text) { return .success(duration) }
      return .failure(.init(message: "'\(text)' is not a duration", hint: "write 2s, 300ms, 1m"))
    }
  }

  /// Takes a signal in any spelling.
  mutating func takeSignal() throws(Diagnostic) -> Argument<Signal> {
    try Argument(try take("a signal")) { text in
      if let signal = Signal(text) { return .success(signal) }
      return .failure(
        .init(
          message: "'\(text)' is not a signal", hint: didYouMean(text, among: Signal.allNames)))
    }
  }

  /// Takes a whole number of at least one.
  mutating func takeCount(_ what: String) throws(Diagnostic) -> Argument<Int> {
    try Arguments.count(try take(what))
  }

  /// Reads a whole number of at least one.
  static func count(_ word: Word) throws(Diagnostic) -> Argument<Int> {
    try Argument(word) { text in
      if let count = Int(text), count >= 1 { return .success(count) }
      return .failure(
        .init(message: "'\(escapedForDisplay(text))' is not a number of at least 1"))
    }
  }

  /// Takes one of some words.
  mutating func takeChoice<Choice: RawRepresentable & CaseIterable>(
    _ what: String, _ type: Choice.Type
  ) throws(Diagnostic) -> Argument<Choice> where Choice.RawValue == String {
    let names = Choice.allCases.map(\.rawValue)
    return try Argument(try take(what)) { text in
      if let choice = Choice(rawValue: text) { return .success(choice) }
      let hint = didYouMean(text, among: names) ?? "write \(names.joined(separator: ", "))"
      return .failure(.init(message: "'\(text)' is not \(what)", hint: hint))
    }
  }

  /// Says that a word is too many, if one is.
  func finish() throws(Diagnostic) {
    guard let word = words.first else { return }
    throw Diagnostic(
      "'\(escapedForDisplay(word.literal ?? "{…}"))' is not expected here", at: word.span,
      hint: usage)
  }

  /// Says what is missing.
  func missing(_ what: String) -> Diagnostic {
    Diagnostic("'\(manual.name)' needs \(what)", at: verbSpan, hint: usage)
  }

  /// The forms of the verb, as a hint.
  var usage: String { manual.forms.joined(separator: " · ") }
}
