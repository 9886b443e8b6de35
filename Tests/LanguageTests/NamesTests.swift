import Testing

@testable import Language

struct NamesTests {
  @Test(arguments: ["t", "Process-1", "worker_a", "w1", "T-", "größe", "进程", "r2-d2", "e\u{301}t"])
  func lettersDigitsAndTwoMarks(text: String) {
    #expect(isName(text))
    #expect(isName(text[...]))
  }

  @Test(arguments: [
    "", "1", "1a", "-a", "_a", ".a", "a.b", "a b", "a*", "a'", "a\n", "a{", "a/b", "a½", "a²", "½",
    "🚀",
    "a🚀", "٣",
  ])
  func otherTextsAreNoNames(text: String) {
    #expect(!isName(text))
  }

  @Test(arguments: ["t", "t.pid", "w.1", "w.1.pid", "1", "12", "worker-a.exit_code"])
  func pathsHaveMembersAndAttributes(text: String) {
    #expect(isInterpolationPath(text))
  }

  @Test(arguments: [
    "", ".", "t.", ".t", "t..pid", "1.pid", "1a", "t. pid", "t .pid", "٣", "-", "*",
  ])
  func otherTextsAreNoPaths(text: String) {
    #expect(!isInterpolationPath(text))
  }
}
