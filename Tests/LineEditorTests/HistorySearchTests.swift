import Testing

@testable import LineEditor

@Suite struct HistorySearchTests {
  private func search(_ pattern: String) -> HistorySearch {
    let entries = ["start alpha", "stop alpha", "日本 beta"]
    var search = HistorySearch(entries: entries, original: (text: "typed", cursor: 2))
    for scalar in pattern.unicodeScalars { search.add(scalar) }
    return search
  }

  @Test func itGoesBackEntryByEntry() {
    var search = search("alpha")
    #expect(search.found.text == "stop alpha")
    #expect(search.found.cursor == 5)
    search.again()
    #expect(search.found.text == "start alpha")
    search.again()
    #expect(search.isFailing)
    #expect(search.found.text == "start alpha")
    #expect(search.caption == "not found: alpha")
  }

  @Test func takingScalarsBackWidensIt() {
    var search = search("st")
    #expect(search.found.text == "stop alpha")
    search.add("a")
    #expect(search.found.text == "start alpha")
    search.removeLast()
    #expect(search.found.text == "stop alpha")
    search.removeLast()
    search.removeLast()
    #expect(search.found.text == "typed")
    #expect(search.found.cursor == 2)
  }

  @Test func patternsAreNoExpressions() {
    #expect(search("s.*").isFailing)
    #expect(search("本 b").found.cursor == 1)
  }
}
