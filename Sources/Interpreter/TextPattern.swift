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

  func matches(_ line: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .contains(let bytes): firstRange(of: bytes, in: line) != nil
    case .matches(let regex): regex.isFound(in: String(decoding: line, as: UTF8.self))
    }
  }
}

/// A regular expression that was read.
package struct CompiledRegex {
  /// As it was written.
  package let source: String
  private let regex: Regex<AnyRegexOutput>

  /// Reads one; nil where it is none.
  package init?(_ source: String) {
    guard let regex = try? Regex(source) else { return nil }
    self.source = source
    self.regex = regex
  }

  /// Whether it matches the whole of a text.
  package func matchesWhole(of text: String) -> Bool {
    (try? regex.wholeMatch(in: text)) != nil
  }

  /// Whether it matches somewhere in a text.
  func isFound(in text: String) -> Bool {
    (try? regex.firstMatch(in: text)) != nil
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
