import Testing

@testable import Language

struct WordBuilderTests {
  @Test func neighboursOfOneKindAreOnePiece() {
    var builder = WordBuilder()
    for byte in Array("ab".utf8) { builder.append(byte, isQuoted: false) }
    builder.noteQuotes()
    for byte in Array("cd".utf8) { builder.append(byte, isQuoted: true) }
    builder.append(Interpolation(path: "t", format: nil, span: Span(6, 9)))
    builder.append(UInt8(ascii: "e"), isQuoted: true)
    #expect(shown(builder.word(span: Span(0, 11))) == "ab‹cd›«t»‹e›")
  }

  @Test func nothingMakesAnEmptyWord() {
    var builder = WordBuilder()
    #expect(builder.word(span: Span(0, 0)) == Word(pieces: [], span: Span(0, 0)))
    builder.noteQuotes()
    #expect(shown(builder.word(span: Span(0, 2))) == "‹›")
  }
}
