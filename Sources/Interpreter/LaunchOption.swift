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
    /// What its words mean; throws what is wrong with one of them.
    let read: @Sendable ([OptionWord]) throws(OptionWord.Complaint) -> LaunchSetting

    /// Its word with what stands behind it.
    var usage: String { form.isEmpty ? name : "\(name) \(form)" }
  }

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
    try refuseConflicts(options)
    return options
  }

  /// The options of which there may be several: each adds to those before it.
  private static let additive: Set<String> = ["env", "via"]

  /// Refuses what can't go together, whatever it is worth.
  private static func refuseConflicts(_ options: [LaunchOption]) throws(Diagnostic) {
    var seen: Set<String> = []
    for option in options where !seen.insert(option.kind.name).inserted {
      guard !additive.contains(option.kind.name) else { continue }
      throw Diagnostic("'\(option.kind.name)' is given twice", at: option.span)
    }
    func first(_ names: String...) -> LaunchOption? {
      options.first { names.contains($0.kind.name) }
    }
    if seen.contains("pty"), let stream = first("stdin", "stdout", "stderr") {
      throw Diagnostic("'\(stream.kind.name)' is the terminal of 'pty'", at: stream.span)
    }
    if seen.contains("isolate"), let option = first("parent-death") {
      throw Diagnostic(
        "'parent-death' can't be chosen: all of 'isolate' is killed when proclab dies",
        at: option.span)
    }
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
        kind.form.isEmpty
          ? "'\(kind.name)' takes no value" : "'\(kind.name)' needs a value, as in '\(kind.usage)'",
        at: extra?.span ?? first.span,
        hint: extra == nil ? nil : "a comma separates options: '… \(kind.usage), …'")
    }
    let option = LaunchOption(
      kind: kind, words: values, span: first.span.joined(to: words[words.count - 1].span))
    try option.checkLiterals()
    return option
  }

  /// Refuses before anything runs what could never be right. Each word by itself: beside one that
  /// is known only later others may be wrong already.
  private func checkLiterals() throws(Diagnostic) {
    for word in words {
      guard let bytes = word.literalBytes else { continue }
      do throws(OptionWord.Complaint) {
        _ = try kind.read([OptionWord(bytes, isBare: word.isBare)])
      } catch {
        throw Diagnostic(error.message, at: word.span)
      }
    }
  }

  /// What the option means, with everything in braces filled in.
  func setting(in session: Session) throws(Failure) -> LaunchSetting {
    var values: [OptionWord] = []
    for word in words {
      values.append(OptionWord(try session.bytes(of: word), isBare: word.isBare))
    }
    do throws(OptionWord.Complaint) {
      return try kind.read(values)
    } catch {
      throw Failure(error.message, at: words.first?.span ?? span)
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
