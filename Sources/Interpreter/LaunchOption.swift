import Language
import ProcessEngine

/// One option behind `with`, with its words.
package struct LaunchOption {
  /// What there is to know of an option: the one source for reading, help and completion.
  package struct Kind: Sendable {
    /// The word that it is called by.
    package let name: String
    /// How its words are written; empty for an option without any.
    package let form: String
    /// What it does, in a few words.
    package let summary: String
    /// How many words it takes at least and at most.
    let wordCount: ClosedRange<Int>

    /// Its word with what stands behind it.
    var usage: String { form.isEmpty ? name : "\(name) \(form)" }
  }

  /// All options, in the order in which help shows them.
  package static let kinds: [Kind] = [
    Kind(name: "name", form: "NAME", summary: "the process's own name", wordCount: 1...1),
    Kind(name: "cwd", form: "DIR", summary: "its working folder", wordCount: 1...1),
    Kind(
      name: "env", form: "A=1 …", summary: "added to its environment", wordCount: 1...1000),
    Kind(
      name: "stdin", form: "null|pipe|FILE", summary: "its standard input (null)",
      wordCount: 1...1),
    Kind(name: "stdout", form: "FILE", summary: "raw bytes to a file", wordCount: 1...1),
    Kind(name: "stderr", form: "FILE|stdout", summary: "to a file, or to stdout", wordCount: 1...1),
    Kind(
      name: "daemon", form: "", summary: "ended with the session, not waited for",
      wordCount: 0...0),
    Kind(
      name: "parent-death", form: "SIG|off", summary: "sent when proclab dies (KILL)",
      wordCount: 1...1),
    Kind(
      name: "via", form: "'PREFIX'", summary: "a launcher: runs PREFIX CMD…", wordCount: 1...1),
    Kind(name: "umask", form: "077", summary: "its file mode creation mask", wordCount: 1...1),
    Kind(name: "nice", form: "5", summary: "added to its nice value", wordCount: 1...1),
  ]

  static let names = kinds.map(\.name)

  let kind: Kind
  let words: [Word]
  let span: Span

  /// Reads what stands behind `with`: options, separated by a comma at the end of a word.
  static func parse(_ words: [Word], after with: Word) throws(Diagnostic) -> [LaunchOption] {
    guard !words.isEmpty else {
      throw Diagnostic(
        "'with' needs an option", at: with.span, hint: names.joined(separator: ", "))
    }
    var options: [LaunchOption] = []
    var current: [Word] = []
    for word in words {
      let (stripped, hadComma) = word.withoutFinalComma
      if let stripped { current.append(stripped) }
      if hadComma {
        options.append(try option(current, endingAt: word))
        current = []
      }
    }
    if let last = words.last, !current.isEmpty || last.withoutFinalComma.1 {
      options.append(try option(current, endingAt: last))
    }
    return options
  }

  private static func option(
    _ words: [Word], endingAt last: Word
  ) throws(Diagnostic) -> LaunchOption {
    guard let first = words.first else {
      throw Diagnostic("an option is missing at this comma", at: last.span)
    }
    guard let kind = kinds.first(where: { $0.name == first.bareText }) else {
      let text = first.literal ?? "{…}"
      throw Diagnostic(
        "'\(escapedForDisplay(text))' is not an option of 'with'", at: first.span,
        hint: didYouMean(text, among: names) ?? names.joined(separator: ", "))
    }
    let values = Array(words.dropFirst())
    guard kind.wordCount.contains(values.count) else {
      let extra = values.count > kind.wordCount.upperBound ? values[kind.wordCount.upperBound] : nil
      throw Diagnostic(
        kind.form.isEmpty ? "'\(kind.name)' takes no value" : "'\(kind.name)' needs \(kind.form)",
        at: extra?.span ?? first.span,
        hint: extra == nil ? nil : "a comma separates options: '… \(kind.usage), …'")
    }
    let option = LaunchOption(
      kind: kind, words: values, span: first.span.joined(to: words[words.count - 1].span))
    try option.checkLiterals()
    return option
  }

  /// Refuses before anything runs what could never be right.
  private func checkLiterals() throws(Diagnostic) {
    for word in words {
      guard let text = word.literal, let complaint = complaint(about: text) else { continue }
      throw Diagnostic(complaint, at: word.span)
    }
  }

  /// The words of a launcher's prefix, or nil where it is none: it is read as a command is.
  static func prefixWords(_ text: String) -> [[UInt8]]? {
    var reader = SourceReader(Source(text))
    guard case .statements(let statements) = reader.next()?.content, statements.count == 1,
      statements[0].block == nil, reader.next() == nil
    else { return nil }
    let words = statements[0].words.compactMap(\.literalBytes)
    return words.count == statements[0].words.count ? words : nil
  }

  /// What is wrong with a value, or nil.
  func complaint(about text: String) -> String? {
    let shown = escapedForDisplay(text)
    switch kind.name {
    case "name" where !isName(text): return "'\(shown)' can't be a name"
    case "env" where !text.contains("=") || text.hasPrefix("="):
      return "'\(shown)' is not NAME=value"
    case "parent-death" where text != "off" && Signal(text) == nil:
      return "'\(shown)' is not a signal, nor 'off'"
    case "via" where LaunchOption.prefixWords(text) == nil:
      return "'\(shown)' is not a command"
    case "umask" where UInt32(text, radix: 8).map({ $0 > 0o777 }) ?? true:
      return "'\(shown)' is not an octal mask"
    case "nice" where Int32(text).map({ !(-20...19).contains($0) }) ?? true:
      return "'\(shown)' is not a number from -20 to 19"
    default: return nil
    }
  }
}

extension Word {
  /// The word without a bare comma at its end, or nil where it was nothing else; and whether there
  /// was one.
  fileprivate var withoutFinalComma: (Word?, Bool) {
    guard case .literal(let bytes, isQuoted: false) = pieces.last,
      bytes.last == UInt8(ascii: ",")
    else { return (self, false) }
    var word = self
    word.pieces.removeLast()
    word.span.end -= 1
    if bytes.count > 1 { word.pieces.append(.literal(bytes.dropLast(), isQuoted: false)) }
    return (word.pieces.isEmpty && !hasQuotes ? nil : word, true)
  }
}
