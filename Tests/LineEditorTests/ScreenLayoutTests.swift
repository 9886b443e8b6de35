import Testing

@testable import LineEditor

@Suite struct ScreenLayoutTests {
  init() { Desk.environment }

  private func end(_ text: String, prompt: String = "", width: Int = 10) -> [Int] {
    var layout = ScreenLayout(width: width)
    layout.addPrompt(prompt)
    for scalar in text.unicodeScalars { layout.add(scalar) }
    return [layout.end.row, layout.end.column]
  }

  @Test(arguments: [
    ("", [0, 0]), ("abc", [0, 3]), ("0123456789", [1, 0]), ("0123456789a", [1, 1]),
    ("日本", [0, 4]), ("012345678日", [1, 2]), ("01234567日", [1, 0]),
    ("\u{3}", [0, 2]), ("\u{7f}", [0, 2]), ("012345678\u{3}", [1, 1]),
    ("\t", [0, 8]), ("a\tb", [0, 9]), ("012345678\t", [1, 0]),
    ("a\nb", [1, 1]), ("0123456789\n", [2, 0]), ("\n\n", [2, 0]),
    ("e\u{301}x", [0, 2]), ("\u{e000}", [0, 1]), ("\u{fffe}", [0, 7]),
  ])
  func textEndsWhereLibeditPutsIt(text: String, place: [Int]) {
    #expect(end(text) == place)
  }

  @Test func thePromptComesFirst() {
    #expect(end("abc", prompt: "日▸ ") == [0, 7])
    #expect(end("", prompt: "0123456789") == [1, 0])
  }

  @Test func aWideScalarAtTheMarginStandsOnTheNextRow() {
    var layout = ScreenLayout(width: 4)
    for scalar in "abc".unicodeScalars { layout.add(scalar) }
    #expect(layout.add("日") == ScreenLayout.Place(row: 1, column: 0))
  }
}
