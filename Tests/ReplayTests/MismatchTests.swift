import Testing

/// How a difference is shown: patterns as they were written, and why, where that is known.
struct MismatchTests {
  @Test func `what is missing, what was not expected, and what stands between`() throws {
    #expect(
      try Replay.mismatches("print 'a\nb\nx\nc'\n| a\n| b\n| y\n| c\n") == """
        print 'a
          | a
          | b
        - | y   ← missing
        + | x   ← not expected
          | c
        """)
  }

  @Test func `a line that came later`() throws {
    #expect(
      try Replay.mismatches("print 'b\na'\n| a\n| b\n") == """
        print 'b
        - | a   ← came later
          | b
        + | a
        """)
  }

  @Test func `a line that came from another process`() throws {
    #expect(
      try Replay.mismatches("print 'b: up'\n| a: up\n") == """
        print 'b: up'
        - | a: up   ← came from b, not a
        + | b: up
        """)
    #expect(
      try Replay.mismatches("print 'a err: up'\n| a: up\n") == """
        print 'a err: up'
        - | a: up   ← came from a err, not a
        + | a err: up
        """)
  }

  @Test func `patterns stay visible`() throws {
    #expect(
      try Replay.mismatches("print 'pid x\nok 5'\n| pid {pid}\n|~ ok [0-9]+\n|? never\n") == """
        print 'pid x
        - | pid {pid}   ← missing
        + | pid x   ← not expected
          |~ ok [0-9]+
        """)
  }

  @Test func `nothing came at all`() throws {
    #expect(
      try Replay.mismatches("cd .\n| a\n|...\n|{\n| b: c\n|}\n") == """
        cd .
        - | a   ← missing
          |...
          |{
        - | b: c   ← missing
          |}
        """)
  }

  @Test func `within any order, only what does not fit is marked`() throws {
    let text = try Replay.mismatches("print 'a: 1\nb: 3'\n|{\n| a: 1\n| b: 2\n|}\n")
    let rows = Set(text.split(separator: "\n").dropFirst().map(String.init))
    #expect(
      rows == [
        "  |{", "  | a: 1", "  |}", "- | b: 2   ← missing", "+ | b: 3   ← not expected",
      ])
  }

  @Test func `of many lines only those near the difference are shown`() throws {
    let lines = (1...100).map { "\($0)" }
    let wanted = lines.map { "| \($0)" }.joined(separator: "\n")
    let printed = lines.map { $0 == "50" ? "fifty" : $0 }.joined(separator: "\n")
    let text = try Replay.mismatches("print '\(printed)'\n\(wanted)\n")
    #expect(text.contains("- | 50   ← missing\n+ | fifty   ← not expected"))
    #expect(text.contains("  | 49\n") && text.contains("  | 51\n"))
    #expect(text.split(separator: "\n").count < 20)
  }

  @Test func `a huge record is held against its expectations in time`() throws {
    let took = try ContinuousClock().measure {
      let text = try Replay.mismatches("repeat 3000 { print x }\n|...\n| y\n|...\n")
      #expect(text.contains("- | y   ← missing"))
    }
    #expect(took < .seconds(20))
  }

  @Test func `a line of megabytes is cut where it is shown`() throws {
    let text = try Replay.mismatches(
      "run sh 'head -c 500000 /dev/zero | tr \"\\0\" x' as t\n| t: y\n")
    #expect(text.utf8.count < 5000)
    #expect(text.contains("… (500"))
  }

  @Test func `an error that any lines have taken in is said beside the difference`() throws {
    #expect(
      try Replay.mismatches("kill zz\n| x\n|...\n") == """
        kill zz
        - | x   ← missing
          |...
        ! error: no process is called 'zz'
        """)
    #expect(
      try Replay.mismatches("kill zz\n| x\n| {*}\n") == """
        kill zz
        - | x   ← missing
          | {*}
        """)
    #expect(
      try Replay.mismatches("print a; kill zz\n|...\n|~ error: .*\n|! a\n") == """
        print a; kill zz
        + | a   ← '|! a' forbids it
        """)
  }

  @Test func `what came is shown as an expectation would have to be written`() throws {
    #expect(
      try Replay.mismatches("print 'write \\{ or {pid}'\n| write \\{ or {pid}\n") == """
        print 'write \\{ or {pid}'
        - | write \\{ or {pid}   ← missing
        + | write \\\\\\{ or \\{pid}   ← not expected
        """)
  }
}
