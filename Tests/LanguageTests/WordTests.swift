import Language
import Testing

/// What the verbs ask of a word.
struct WordTests {
  private func word(_ text: String) throws -> Word {
    try #require(words(text).first)
  }

  @Test func onlyABareWordIsAKeyword() throws {
    #expect(try word("as").bareText == "as")
    for text in ["'as'", "\"as\"", "\\as", "a's'", "as''", "{as}", "a{s}"] {
      #expect(try word(text).bareText == nil, "\(text)")
    }
  }

  @Test func aLiteralNeedsNoRun() throws {
    #expect(try word("a'b'\\ c").literal == "ab c")
    #expect(try word("''").literal == "")
    #expect(try word("a{t}").literal == nil)
    #expect(try word("a{t}").literalBytes == nil)
    #expect(try word(#""\xff""#).literalBytes == [0xFF])
    #expect(try word(#""\xff""#).literal == "\u{FFFD}")
  }

  @Test func bareMeansThatNothingIsQuoted() throws {
    #expect(try word("a{t}b").isBare)
    #expect(try !word("a''").isBare)
    #expect(try !word("\\;").isBare)
  }

  @Test func anInterpolationMayBeTheWholeWord() throws {
    #expect(try word("{j.name}").soleInterpolation?.path == "j.name")
    for text in ["a{j}", "{j}{k}", "\"{j}\"", "{j}''", "j", "''"] {
      #expect(try word(text).soleInterpolation == nil, "\(text)")
    }
  }

  @Test func aWordKnowsItsPlace() throws {
    let source = Source("ps a'b c'\"{d}\" e")
    #expect(
      words("ps a'b c'\"{d}\" e").map { source.text($0.span) } == ["ps", "a'b c'\"{d}\"", "e"])
  }
}
