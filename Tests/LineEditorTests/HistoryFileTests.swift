import Testing

@testable import LineEditor

@Suite struct HistoryFileTests {
  @Test(arguments: ["", "a b", "two\nlines", "\\", "\\n", "a\\\nb\r", "日本\u{1b}"])
  func anEntryIsOneLine(entry: String) {
    let line = HistoryFile.encode(entry)
    #expect(!line.contains("\n"))
    #expect(HistoryFile.decode(line.utf8) == entry)
  }

  @Test func aLineWrittenByHandIsReadAsItIs() {
    #expect(HistoryFile.decode("a\\tb\\".utf8) == "a\\tb\\")
  }

  @Test func mergingKeepsWhatOthersWrote() {
    func merge(_ text: String, _ entries: [String], limit: Int = 10) -> String {
      let merged = HistoryFile.merge(Array(text.utf8), adding: entries, limit: limit)
      return String(decoding: merged, as: UTF8.self)
    }
    #expect(merge("", ["a"]) == "a\n")
    #expect(merge("other\n", ["a", "b\nc"]) == "other\na\nb\\nc\n")
    #expect(merge("a\n", ["a", "a"]) == "a\n")
    #expect(merge("cut off", ["a"]) == "cut off\na\n")
    #expect(merge("1\n2\n3\n", ["4", "5"], limit: 3) == "3\n4\n5\n")
  }
}
