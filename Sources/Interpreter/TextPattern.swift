import Language

/// What a line is searched for: a text that it contains, or a regular expression.
enum TextPattern {
  case text(Word)
  case regex(RegexArgument)

  /// The pattern with everything in braces filled in.
  func resolved(in session: Session) throws(Failure) -> LinePattern {
    switch self {
    case .text(let word): return .contains(try session.bytes(of: word))
    case .regex(let argument): return .matches(try argument.value(in: session))
    }
  }
}

/// A pattern ready to be held against lines.
enum LinePattern {
  case contains([UInt8])
  case matches(CompiledRegex)

  /// How it reads in an error: `print 'ready'`, `match 'READY \d+'`.
  var display: String {
    switch self {
    case .contains(let bytes): "print '\(escapedForDisplay(bytes))'"
    case .matches(let regex): "print a line that matches '\(escapedForDisplay(regex.source))'"
    }
  }

  /// How it reads in an error about the past: `printed 'ready'`.
  var pastDisplay: String {
    switch self {
    case .contains(let bytes): "printed '\(escapedForDisplay(bytes))'"
    case .matches(let regex): "printed a line that matches '\(escapedForDisplay(regex.source))'"
    }
  }

  /// The first of some lines that fits; throws where that can't be found out.
  func first(of lines: [ArraySlice<UInt8>], in session: Session) throws(Failure) -> Int? {
    switch self {
    case .contains(let bytes): lines.firstIndex { firstRange(of: bytes, in: $0) != nil }
    case .matches(let regex): try regex.first(of: lines, in: session)
    }
  }
}

extension CompiledRegex {
  /// How much processor time a statement may spend on a search.
  private static let patience = Duration.seconds(10)

  /// The first of some texts that it matches somewhere; throws where that can't be found out.
  func first(of texts: [ArraySlice<UInt8>], in session: Session) throws(Failure) -> Int? {
    guard !texts.isEmpty else { return nil }
    let patience = CompiledRegex.patience * session.configuration.timeoutScale
    let place = perform(within: patience) { [self] in
      texts.firstIndex { isFound(in: $0) }
    }
    guard let place else { throw Failure("'\(escapedForDisplay(source))' is too hard to match") }
    return place
  }
}

/// A regular expression among the words of a statement.
struct RegexArgument {
  private let argument: Argument<CompiledRegex>

  init(_ word: Word) throws(Diagnostic) {
    argument = try Argument(word) { text in
      if let regex = CompiledRegex(text) { return .success(regex) }
      return .failure(
        .init(message: "'\(escapedForDisplay(text))' is not a regular expression"))
    }
  }

  func value(in session: Session) throws(Failure) -> CompiledRegex {
    try argument.value(in: session)
  }
}

/// Where a text first contains another.
func firstRange(of wanted: [UInt8], in text: ArraySlice<UInt8>) -> Range<Int>? {
  guard let first = wanted.first else { return text.startIndex..<text.startIndex }
  var start = text.startIndex
  while text.endIndex - start >= wanted.count {
    guard let candidate = text[start...].firstIndex(of: first),
      text.endIndex - candidate >= wanted.count
    else { return nil }
    if text[candidate..<candidate + wanted.count].elementsEqual(wanted) {
      return candidate..<candidate + wanted.count
    }
    start = candidate + 1
  }
  return nil
}
