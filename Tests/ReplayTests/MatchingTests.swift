import Testing

/// What each kind of expectation takes and refuses.
struct MatchingTests {
  @Test(arguments: [
    // Plain lines, letter by letter.
    ("one", "| one"), ("", "|"), ("", "| "), ("  indented", "|   indented"),
    ("| bar", "| | bar"), ("|}", "| |}"), ("a: text", "| a: text"),
    ("# no comment", "| # no comment"),
    // Braces that are no placeholders.
    ("{a,b} {} {1a", "| {a,b} {} {1a"), ("{pid}", "| \\{pid}"), ("{\"a\":1}", "| {\"a\":1}"),
    ("awk {print $1}", "| awk {print $1}"),
    // Any text.
    ("anything at all", "| {*}"), ("", "| {*}"), ("from here to there", "| from {*} to {*}"),
    ("aXbXc", "| {*}X{*}X{*}"),
    // Numbers.
    ("pid 4711", "| pid {pid}"), ("4711", "| {num}"), ("-3.25", "| {num}"),
    ("+0.123s", "| {time}s"),
    ("8K of 512", "| {size} of {size}"), ("1.5M", "| {size}"),
    // Durations, with bounds.
    ("took 1.02s", "| took {dur}"), ("830us", "| {dur}"), ("2m05s", "| {dur}"),
    ("1h02m", "| {dur}"),
    ("2.00s", "| {dur 2s..}"), ("1.99s", "| {dur ..2s}"), ("1.50s", "| {dur 1s..2s}"),
    ("300ms", "| {dur 0.3..}"),
    // Blanks beside a placeholder are any run of them.
    ("a    12   b", "| a {num} b"), ("a 12 b", "| a   {num}     b"),
    // Regular expressions, the whole of a line.
    ("port 8080", "|~ port [0-9]+"), ("", "|~"), ("a+b", #"|~ a\+b"#), ("x", "|~ x|y"),
    ("终止", "|~ .."),
    // Optional.
    ("here", "|? here"), ("终止 é 😀", "| 终止 é 😀"),
  ])
  func `an expectation fits`(line: String, expectation: String) throws {
    #expect(try mismatch(line, expectation) == "")
  }

  @Test(arguments: [
    ("one", "| two"), ("one", "| One"), ("one", "|"), ("", "| one"), ("a  b", "| a b"),
    (" a", "| a"), ("pid x", "| pid {pid}"), ("pid -1", "| pid {pid}"), ("x4711", "| {pid}"),
    ("3.25", "| {pid}"), ("12", "| {dur}"), ("1.99s", "| {dur 2s..}"), ("2.01s", "| {dur ..2s}"),
    ("0.99s", "| {dur 1s..2s}"), ("2.01s", "| {dur 1s..2s}"), ("word", "| {num}"),
    ("a12b", "| a {num} b"), ("ab", "| a {*} b"), ("port 8080!", "|~ port [0-9]+"),
    ("my port 1", "|~ port [0-9]+"), ("there", "|? here"), ("\\{pid}", "| \\{pid}"),
  ])
  func `an expectation does not fit`(line: String, expectation: String) throws {
    #expect(try mismatch(line, expectation) != "")
  }

  /// One printed line held against one expectation.
  private func mismatch(_ line: String, _ expectation: String) throws -> String {
    try Replay.mismatches("print '\(line)'\n\(expectation)\nprint\n|\n")
  }

  @Test func `a line without an expectation prints nothing, where the file has any`() throws {
    #expect(
      try Replay.mismatches("print one\nprint two\n| two\n") == """
        print one
        + | one   ← not expected
        """)
    #expect(try Replay.mismatches("print one\nprint two\n") == "")
  }

  @Test func `all statements of a line and a whole block have one record`() throws {
    #expect(
      try Replay.mismatches(
        """
        print a; print b
        | a
        | b
        repeat 2 {
          print c
        } tally all.pid
        | c
        | c

        """) == "")
  }

  @Test func `any lines, as few as possible`() throws {
    let text = "print 'a\nb\nc\nd'\n"
    #expect(try Replay.mismatches(text + "|...\n") == "")
    #expect(try Replay.mismatches(text + "| a\n|...\n| d\n") == "")
    #expect(try Replay.mismatches(text + "|...\n| a\n| b\n| c\n| d\n|...\n") == "")
    #expect(try Replay.mismatches(text + "|...\n| b\n|...\n| d\n") == "")
    #expect(try Replay.mismatches("cd .\n|...\n") == "")
    #expect(try Replay.mismatches(text + "|...\n| c\n") != "")
    #expect(try Replay.mismatches(text + "|...\n| c\n| b\n|...\n") != "")
  }

  @Test func `an optional line may be missing`() throws {
    #expect(try Replay.mismatches("print 'a\nc'\n| a\n|? b\n| c\n") == "")
    #expect(try Replay.mismatches("print 'a\nb\nc'\n| a\n|? b\n| c\n") == "")
    #expect(try Replay.mismatches("cd .\n|? b\n") == "")
    #expect(try Replay.mismatches("print 'a\nb\nb'\n| a\n|? b\n") != "")
  }

  @Test func `a forbidden line must not occur anywhere`() throws {
    #expect(try Replay.mismatches("print 'a\nb'\n|! error\n") == "")
    #expect(try Replay.mismatches("cd .\n|! {*}\n") == "")
    #expect(
      try Replay.mismatches("print 'a\nerror 5'\n|! error {num}\n") == """
        print 'a
        + | error 5   ← '|! error {num}' forbids it
        """)
    #expect(try Replay.mismatches("print 'a\nb'\n| a\n|! c\n| b\n") == "")
    #expect(
      try Replay.mismatches("print 'a\nb'\n| a\n|! c\n") == """
        print 'a
          | a
        + | b   ← not expected
        """)
  }

  @Test func `any order, each process's own lines in theirs`() throws {
    let block = "|{\n| a: 1\n| a: 2\n| b: 1\n| b err: 2\n|}\n"
    for order in [
      "a: 1\na: 2\nb: 1\nb err: 2", "b: 1\nb err: 2\na: 1\na: 2", "a: 1\nb: 1\na: 2\nb err: 2",
    ] {
      #expect(try Replay.mismatches("print '\(order)'\n\(block)") == "")
    }
    for order in [
      "a: 2\na: 1\nb: 1\nb err: 2", "a: 1\na: 2\nb: 1", "a: 1\na: 2\nb: 1\nb err: 2\nc: 3",
      "a: 1\na: 2\nb: 1\nb err: 2\nb: 1",
    ] {
      #expect(try Replay.mismatches("print '\(order)'\n\(block)") != "", "\(order)")
    }
  }

  @Test func `optional lines, patterns and regular expressions inside a block`() throws {
    let block = "| head\n|{\n| a: pid {pid}\n|? a: maybe\n|~ b: [0-9]+\n| b: {*}\n|}\n| tail\n"
    for order in [
      "a: pid 7\nb: 1\nb: x", "b: 1\na: pid 7\nb: x\na: maybe", "b: 1\nb: x\na: pid 7\na: maybe",
    ] {
      #expect(try Replay.mismatches("print 'head\n\(order)\ntail'\n\(block)") == "", "\(order)")
    }
    for order in ["a: maybe\na: pid 7\nb: 1\nb: x", "a: pid 7\nb: x\nb: 1"] {
      #expect(try Replay.mismatches("print 'head\n\(order)\ntail'\n\(block)") != "", "\(order)")
    }
  }

  @Test func `values of the session, as they are at that moment`() throws {
    #expect(
      try Replay.mismatches(
        """
        run sh 'exit 3' as t
        print {t.pid} {t.exitcode} {here} {dir}/x {1}
        | {t.pid} {t.exitcode} {here} {dir}/x {1}
        run sh 'exit 4' as t; print {t.exitcode}
        | {t.exitcode}
        print 4 5
        | {t.exitcode} {t.exitcode}
        """, arguments: ["argument"]) == """
          print 4 5
          - | {t.exitcode} {t.exitcode}   ← missing; {t.exitcode} is 4; {t.exitcode} is 4
          + | 4 5   ← not expected
          """)
  }

  @Test func `blanks and tabs at the end of a line are recorded so that they can be seen`() throws {
    #expect(try Replay.mismatches("print 'a  '\n| a\\x20\\x20\n") == "")
    #expect(try Replay.mismatches("print \"a\\t\"\n| a\\t\n") == "")
    #expect(
      try Replay.mismatches("print 'a '\n| a\n") == """
        print 'a '
        - | a   ← missing
        + | a\\x20   ← not expected
        """)
    // Blanks that an editor left behind an expectation mean nothing.
    #expect(try Replay.mismatches("print a\n| a   \n") == "")
  }

  @Test func `what a child can print to look like something else`() throws {
    #expect(
      try Replay.mismatches(
        """
        run printf '| x\\n|}\\nb: forged\\n|...\\n' as a
        | a: | x
        | a: |}
        | a: b: forged
        | a: |...
        run printf 'b: forged\\n' as a
        |{
        | a: b: forged
        |}
        """) == "")
  }

  @Test func `escapes stand in an expectation as in a record`() throws {
    #expect(
      try Replay.mismatches(
        #"""
        run printf 'a\tb\033[0m\377\000\\n\n' as t
        | t: a\tb\e[0m\xff\x00\n
        print '{*} {pid} a\b'
        | \{*} \{pid} a\b
        """#) == "")
  }

  @Test func `an error and its hint are lines of the record`() throws {
    #expect(
      try Replay.mismatches(
        """
        kill nobody-there
        | error: no process is called 'nobody-there'
        spwan x
        | error: 'spwan' is not a verb
        | hint: did you mean 'spawn'?
        print x
        | x
        """) == "")
  }

  @Test func `an error that no expectation names is one, in any file`() throws {
    #expect(
      try Replay.mismatches("kill nobody-there\n") == """
        kill nobody-there
        ! error: no process is called 'nobody-there'
        """)
    #expect(
      try Replay.mismatches("kill nobody-there\n|...\n") == """
        kill nobody-there
        ! error: no process is called 'nobody-there'
        """)
  }
}
