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

  /// Whether it matches the whole of a text, which some expressions take for ever to find out.
  package func matchesWhole(of text: String) -> Bool {
    (try? regex.wholeMatch(in: text)) != nil
  }

  /// Whether it matches somewhere in a text, which some expressions take for ever to find out.
  func isFound(in text: some Collection<UInt8>) -> Bool {
    (try? regex.firstMatch(in: String(decoding: text, as: UTF8.self))) != nil
  }
}
