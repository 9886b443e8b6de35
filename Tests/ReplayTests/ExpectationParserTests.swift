import Testing

@testable import Replay

@Suite struct ExpectationParserTests {
  @Test(arguments: [
    ("|x", "'|x' is not a mark"), ("|~(", "a blank belongs behind the mark"),
    ("|~ (", "this is not a regular expression"), ("|{\n| a: 1", "this block is not closed"),
    ("|{\n|{\n|}\n|}", "a block can't stand in another"), ("|}", "no block is open here"),
    ("|{ x\n|}", "nothing may follow here"), ("|....", "'|.' is not a mark"),
    ("|{\n|...\n|}", "'|...' can't stand in a block"),
    ("|{\n|! a: x\n|}", "'|!' can't stand in a block"),
    ("|{\n| untagged\n|}", "a line in a block begins with a literal tag"),
    ("|{\n| {*}: x\n|}", "a line in a block begins with a literal tag"),
    ("|{\n|\n|}", "a line in a block begins with a literal tag"),
    ("|?x", "a blank belongs behind the mark"),
    ("| a\tb", "a control character can't stand here"),
    ("|\u{1b}[0m", "a control character can't stand here"),
  ])
  func `malformed files are refused before anything runs`(_ expected: String, _ message: String) {
    let text = complaint("print a\n\(expected)\n")
    #expect(text.hasPrefix("error: \(message)\n"), "\(text)")
  }

  @Test func `bytes that are no text are refused`() {
    #expect(throws: (any Error).self) {
      try SessionFile(Array("print a\n| ".utf8) + [0xFF, 0x0A], name: nil)
    }
  }

  @Test func `an expectation needs a line that it could belong to`() {
    #expect(complaint("# only a comment\n| a\n").hasPrefix("error: this expectation has no line"))
  }

  @Test func `inside a block of statements there are none`() {
    #expect(
      complaint("repeat 2 {\nprint a\n| a\n}\n")
        .hasPrefix("error: an expectation can't stand inside a block"))
  }

  @Test func `an error in a statement is no fault where the expectation names it`() {
    #expect(complaint("tremble t\n| error: 'tremble' is not a verb\n|...\n") == "fine")
    #expect(complaint("tremble t\n|~ error: .*\n|...\n") == "fine")
    #expect(complaint("tremble t\n| something else\n").hasPrefix("error: 'tremble' is not a verb"))
    #expect(complaint("print 'open\n| a\n").hasPrefix("error: "))
  }

  @Test func `blanks at the end of a line are an editor's`() throws {
    #expect(try difference("| a   \n|   \n|...  ", "a\n\nb") == "fits")
    #expect(try difference("|{  \n| a: 1 \n|}  ", "a: 1") == "fits")
    #expect(try difference("| a", "a ") == "- | a   ← missing\n+ | a\\x20   ← not expected")
  }

  @Test func `lines belong to the statement above, whatever stands between`() throws {
    let file = try SessionFile(Array("print a\r\n# why\r\n\r\n  | a\r\nprint b\n".utf8), name: nil)
    #expect(file.steps.map(\.expectations.count) == [1, 0])
    #expect(file.steps[0].expectations[0].text == "| a")
    #expect(file.steps.map(\.text) == [["print a"], ["print b"]])
    #expect(file.steps[1].preamble == [.comment("why"), .blank])
  }
}
