import Language
import Testing

/// Python's format specifications, with what Python 3 prints for them.
struct FormatSpecificationTests {
  @Test(arguments: [
    (">15", " >15"), ("<3", " <3"), ("^4", " ^4"), ("*^9.2", "*^9.2"), ("8", "8"), (".3", "0.3"),
    (">", " >0"), (">>5", ">>5"), ("<>5", "<>5"), (" >5", " >5"), (":>5", ":>5"), ("中<4", "中<4"),
    ("8.0", "8.0"), ("9999", "9999"), ("->5.12", "->5.12"), ("5d", "5"), ("5.2f", "5.2"),
    (".2f", "0.2"), (">8s", " >8"), ("d", "0"),
  ])
  func specificationsAreRead(text: String, meaning: String) {
    #expect(FormatSpecification(text).map(shown) == meaning)
  }

  @Test(arguments: [
    "", "x", "5x", "dd", "d5", ".", "5.", ".x", ".+5", ".-0", ".-1", "-5", "+5", "5 ", "5.2e",
    "ab>5", "**^5",
    "=5", "99999", ".99999", "٣", ".٣", ">5>", "1e3", "5,",
  ])
  func otherTextsAreNone(text: String) {
    #expect(FormatSpecification(text) == nil)
  }

  @Test(arguments: [
    (">6", "abc", "   abc"), ("<6", "abc", "abc   "), ("^6", "abc", " abc  "),
    ("6", "abc", "abc   "),
    ("*^7", "abc", "**abc**"), (">2", "abc", "abc"), (".2", "abc", "ab"), (">4.2", "abc", "  ab"),
    (".0", "abc", ""), ("3.0", "abc", "   "), ("-<5", "", "-----"), (".9", "abc", "abc"),
    (">6", "进程", "  进程"), (">4", "e\u{301}", "   e\u{301}"), (".1", "e\u{301}x", "e\u{301}"),
    ("中>6", "ab", "中中ab"), ("中>5", "ab", "中 ab"),
  ])
  func textIsLaidOut(specification: String, text: String, laidOut: String) {
    #expect(FormatSpecification(specification)?.apply(to: text) == laidOut)
  }

  @Test(arguments: [
    ("6", "-15", "   -15"), ("<6", "-15", "-15   "), ("^6", "-15", " -15  "), (".1", "-15", "-15"),
    ("2", "-15", "-15"), ("05", "7", "00007"), ("05", "-15", "-0015"), ("02", "123", "123"),
    ("<05", "7", "7    "), ("0>5", "-15", "00-15"),
  ])
  func numbersStandRight(specification: String, text: String, laidOut: String) {
    #expect(FormatSpecification(specification)?.apply(to: text, isNumber: true) == laidOut)
  }
}
