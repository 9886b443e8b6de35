import Testing

@testable import LineEditor

@Suite struct ScreenWidthTests {
  init() { Desk.environment }

  @Test func textIsClippedAndPaddedByColumns() {
    #expect("a日本".screenWidth == 5)
    #expect("a日本".clipped(toWidth: 4) == "a日")
    #expect("日".padded(toWidth: 4) == "日  ")
    #expect("日本".padded(toWidth: 1) == "日本")
  }

  @Test func whatIsCutShortIsMarked() {
    #expect("a日本".shortened(toWidth: 5) == "a日本")
    #expect("a日本".shortened(toWidth: 4) == "a日…")
    #expect("a日本".shortened(toWidth: 3) == "a…")
    #expect("a日本".shortened(toWidth: 0).isEmpty)
  }

  @Test func controlsAndUnprintablesAreSpelled() {
    #expect(String.of(Unicode.Scalar(1).glyphs) == "^A")
    #expect(String.of(Unicode.Scalar(0x7f).glyphs) == "^?")
    #expect(String.of(("\u{fffe}" as Unicode.Scalar).glyphs) == "\\U+FFFE")
    #expect(String.of(("日" as Unicode.Scalar).glyphs) == "日")
  }
}
