import Language
import Testing

struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("中文", 4), ("ｆｕｌｌ", 8), ("ﾊﾝｶｸ", 4),
    ("한글", 4), ("🚀", 2), ("❤\u{FE0F}", 1), ("a\u{200B}b", 2), ("ж", 1), ("─│✓✗", 4), ("…", 1),
  ])
  func columnsOfATerminal(text: String, columns: Int) {
    #expect(displayWidth(text) == columns)
    #expect(displayWidth(text[...]) == columns)
  }

  @Test func paddingCountsColumns() {
    #expect(padded("ab", to: 4) + "|" == "ab  |")
    #expect(padded("ab", to: 4, alignRight: true) == "  ab")
    #expect(padded("进程", to: 6) + "|" == "进程  |")
    #expect(padded("abc", to: 2) == "abc")
    #expect(padded("", to: 0) == "")
    #expect(padded("a", to: -1) == "a")
  }
}
