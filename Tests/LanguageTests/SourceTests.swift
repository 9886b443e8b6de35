import Language
import Testing

/// Lines and their places, also at the very end and beyond.
struct SourceTests {
  private let source = Source(name: "a.lab", "ps\n\nprint é\r\n", firstLine: 7)

  @Test func linesAreCountedFromTheFirst() {
    #expect([0, 2, 3, 4, 12, 13, 14, 99].map(source.line) == [7, 7, 8, 9, 9, 9, 10, 10])
    #expect(Source("").line(at: 0) == 1)
  }

  @Test func aLineBeginsBehindANewline() {
    #expect([0, 2, 3, 4, 11, 13, 99].map(source.lineStart) == [0, 0, 3, 4, 4, 4, 14])
  }

  @Test func aLineEndsBeforeItsNewline() {
    #expect([0, 2, 3, 4, 12, 13, 14, 99].map(source.lineEnd) == [2, 2, 3, 13, 13, 13, 14, 14])
    #expect(Source("ps").lineEnd(at: 0) == 2)
  }

  @Test func textIsOfBytes() {
    #expect(source.text(Span(4, 12)) == "print é")
    #expect(Source(bytes: [0x61, 0xFF]).text(Span(0, 2)) == "a\u{FFFD}")
  }
}
