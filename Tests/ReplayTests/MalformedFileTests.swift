import Testing

/// Files that are refused before anything runs, with a caret under the place.
struct MalformedFileTests {
  @Test(arguments: [
    (
      "print a\n|x y\n",
      """
      error: '|x' is not a mark
       --> a.lab:2:1
      2 | |x y
        | ^^
      hint: write '| text', or one of |~ |? |... |! |{ |}
      """
    ),
    (
      "print a\n|a\n",
      """
      error: '|a' is not a mark
       --> a.lab:2:1
      2 | |a
        | ^^
      hint: write '| text', or one of |~ |? |... |! |{ |}
      """
    ),
    (
      "print a\n|....\n",
      """
      error: '|.' is not a mark
       --> a.lab:2:1
      2 | |....
        | ^^
      hint: write '| text', or one of |~ |? |... |! |{ |}
      """
    ),
    (
      "print a\n|?b\n",
      """
      error: a blank belongs behind the mark
       --> a.lab:2:3
      2 | |?b
        |   ^
      """
    ),
    (
      "print a\n|{\n| a: b\n",
      """
      error: this block is not closed
       --> a.lab:2:1
      2 | |{
        | ^^
      hint: close it with '|}'
      """
    ),
    (
      "print a\n|{\n| a: b\n|{\n|}\n|}\n",
      """
      error: a block can't stand in another
       --> a.lab:4:1
      4 | |{
        | ^^
      """
    ),
    (
      "print a\n|}\n",
      """
      error: no block is open here
       --> a.lab:2:1
      2 | |}
        | ^^
      """
    ),
    (
      "print a\n|{\n|...\n|}\n",
      """
      error: '|...' can't stand in a block
       --> a.lab:3:1
      3 | |...
        | ^^^^
      """
    ),
    (
      "print a\n|{\n|! a: b\n|}\n",
      """
      error: '|!' can't stand in a block
       --> a.lab:3:1
      3 | |! a: b
        | ^^^^^^^
      """
    ),
    (
      "print a\n|{\n| no tag\n|}\n",
      """
      error: a line in a block begins with a literal tag
       --> a.lab:3:1
      3 | | no tag
        | ^^^^^^^^
      hint: the tag says whose line it is, as in '| a: text'
      """
    ),
    (
      "print a\n|~ [\n",
      """
      error: this is not a regular expression
       --> a.lab:2:4
      2 | |~ [
        |    ^
      """
    ),
    (
      "| orphan\nprint a\n",
      """
      error: this expectation has no line that it could belong to
       --> a.lab:1:1
      1 | | orphan
        | ^^^^^^^^
      """
    ),
    (
      "for n in 1 {\n  print {n}\n  | 1\n}\n",
      """
      error: an expectation can't stand inside a block
       --> a.lab:3:3
      3 |   | 1
        |   ^^^
      hint: put it behind the closing '}'
      """
    ),
    (
      "print a\n| a\nspwan b\n",
      """
      error: 'spwan' is not a verb
       --> a.lab:3:1
      3 | spwan b
        | ^^^^^
      hint: did you mean 'spawn'?
      """
    ),
    (
      "print a\nprint 'b\n",
      """
      error: this quote is not closed
       --> a.lab:2:7
      2 | print 'b
        |       ^
      """
    ),
    (
      "repeat 2 {\nprint a\n",
      """
      error: this block is not closed
       --> a.lab:1:10
      1 | repeat 2 {
        |          ^
      hint: close it with a '}' of its own
      """
    ),
  ])
  func `a malformed file is refused with its place`(text: String, complaint: String) {
    #expect(Replay.complaint(text) == complaint)
  }

  @Test(arguments: [
    "{nonsense}", "{pid 5}", "{dur 2s}", "{dur x..}", "{dur ..}", "{num 3}", "{exitcode}",
  ])
  func `an unknown name in braces is malformed`(braces: String) {
    let text = Replay.complaint("print a\n| x \(braces)\n")
    #expect(text.hasPrefix("error: "), "\(text)")
    #expect(text.contains(" --> a.lab:2:5\n"), "\(text)")
    #expect(text.contains("hint: write \\{ for a plain brace"), "\(text)")
  }

  @Test(arguments: [
    "| {a,b} {} {1a} {-} {a b} {\"a\":1}", "|~ a{2}", "|", "|...", "|...  ", "|{ \n| a: b\n|} ",
    "|? x", "|! x", "|?", "|!", "|~", "| {t.pid} {dir} {here} {1} {w.1.exitcode}",
    "| {dur ..5s} {dur 2s..} {dur 1s..2s} {pid} {num} {size} {time} {*}",
  ])
  func `what is well formed`(expectation: String) {
    #expect(Replay.complaint("print a\n\(expectation)\n") == "")
  }

  @Test func `an error that the next line names is no fault of the file`() {
    #expect(Replay.complaint("spwan b\n| error: 'spwan' is not a verb\n") == "")
    #expect(Replay.complaint("spwan b\n|~ error: .*\n") == "")
    #expect(Replay.complaint("print 'open\n| error: this quote is not closed\n") == "")
    #expect(Replay.complaint("spwan b\n| something else\n") != "")
    #expect(Replay.complaint("spwan b\n\n# a comment\n| error: 'spwan' is not a verb\n") == "")
  }

  @Test func `control characters and what is no UTF-8 never match, and are refused`() {
    #expect(
      Replay.complaint("print a\n| a\tb\n") == """
        error: a control character can't stand here
         --> a.lab:2:4
        2 | | a b
          |    ^
        hint: a record writes it as \\t
        """)
  }

  @Test func `CR LF and a missing final newline`() throws {
    #expect(try Replay.mismatches("print a\r\n| a\r\nprint 'b'\r\n|~ b\r\n|?\r\n|...") == "")
    #expect(try Replay.mismatches("print a\n| a") == "")
    #expect(
      try Replay.mismatches("print a\n|") == "print a\n- |   ← missing\n+ | a   ← not expected")
    #expect(try Replay.mismatches("") == "")
    #expect(try Replay.mismatches("#!/usr/bin/env proclab\n# only comments") == "")
  }
}
