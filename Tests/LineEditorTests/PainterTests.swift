import Testing

@testable import LineEditor

@Suite struct PainterTests {
  init() { Desk.environment }

  private func paint(_ text: String, _ styles: [Style], width: Int = 10) -> String {
    var painter = Painter(at: ScreenLayout(width: width))
    painter.paint(Array(text.unicodeScalars), styles)
    return painter.output
  }

  @Test func aStyleIsWrittenOnceForAllItCovers() {
    #expect(
      paint("ab c", [.green, .green, .plain, .red])
        == "\u{1b}[0;32mab\u{1b}[0m \u{1b}[0;31mc\u{1b}[0m")
    #expect(paint("ab", [.plain, .plain]) == "ab")
  }

  @Test func aFullRowIsLeftByWritingOn() {
    let plain = [Style](repeating: .plain, count: 8)
    #expect(paint("abcdef", plain, width: 4) == "abcdef")
    #expect(paint("abcd", plain, width: 4) == "abcd \u{8}")
    #expect(paint("abcd\ne", plain, width: 4) == "abcd \u{8}\r\ne")
    #expect(paint("a\n\nb", plain, width: 4) == "a\r\n\r\nb")
  }

  @Test func whatLibeditSpellsIsSpelled() {
    #expect(
      paint("\u{1}\t日", [.red, .plain, .plain], width: 20)
        == "\u{1b}[0;31m^A\u{1b}[0m      日")
  }

  @Test func theCursorMovesRelatively() {
    let place = ScreenLayout.Place(row: 2, column: 3)
    #expect(Painter.move(fromRow: 0, to: place) == "\u{1b}[2B\r\u{1b}[3C")
    #expect(Painter.move(fromRow: 3, to: place) == "\u{1b}[1A\r\u{1b}[3C")
    #expect(Painter.move(fromRow: 0, to: ScreenLayout.Place()) == "\r")
  }
}
