import Testing

@testable import Language

/// Logical lines, blocks and expectations, and how reading goes on after an error.
struct SourceReaderTests {
  @Test func aSessionIsReadItemByItem() {
    let session = """
      #!/usr/bin/env proclab
      # In [2]: the life of a process
      worker slow sh 'sleep 5; echo done'

      spawn slow as p; print {p} {p.alive}
      | <Process(Process-1, started)> True
        |...\u{20}
      join p # at last

      """
    #expect(
      read(session) == """
        (blank)
        (blank)
        worker slow sh ‹sleep 5; echo done›
        (blank)
        spawn slow as p; print «p» «p.alive»
        | <Process(Process-1, started)> True
        |...\u{20}
        join p
        """)
  }

  @Test func anEmptySourceHasNoItem() {
    #expect(read("") == "")
    #expect(read("\n") == "(blank)")
    #expect(read("  \t") == "(blank)")
  }

  @Test func theLastNewlineMayBeMissing() {
    #expect(read("ps") == "ps")
    #expect(read("ps\n") == "ps")
    #expect(read("ps\n| a") == "ps\n| a")
    #expect(read("repeat 2 { ps }") == "repeat 2 ⟦ps⟧")
    #expect(read("# a") == "(blank)")
  }

  @Test func carriageReturnsAreNoPartOfALine() {
    #expect(
      read("repeat 2 {\r\n  ps\r\n}\r\n| a\r\n|\r\n\r\nps\r\n")
        == "repeat 2 ⟦ps⟧\n| a\n|\n(blank)\nps")
  }

  @Test func anExpectationIsTheLineFromItsBar() {
    #expect(read("| a 'b\n\t |~ c\"\n|{\n|}") == "| a 'b\n|~ c\"\n|{\n|}")
    // Only the line's first non-blank counts.
    #expect(read("print a\n  | b\n\\| c") == "print a\n| b\n‹|› c")
  }

  @Test func aBlockOnOneLine() {
    #expect(
      read("repeat 100 { spawn true as r; join r } tally r.exitcode")
        == "repeat 100 ⟦spawn true as r; join r⟧ tally r.exitcode")
    #expect(read("repeat 2 { }") == "repeat 2 ⟦⟧")
    #expect(read("repeat 2 { ps; }; ps") == "repeat 2 ⟦ps⟧; ps")
  }

  @Test func aBlockOnManyLines() {
    #expect(
      read(
        """
        for f in a b c {
          # each
          print "Starting " {f}

          spawn {f} as {f}; ps
        } tally f.exitcode
        join all
        """)
        == "for f in a b c ⟦print ‹Starting › «f»; spawn «f» as «f»; ps⟧ tally f.exitcode\njoin all"
    )
  }

  @Test func blocksInBlocks() {
    #expect(
      read(
        """
        for x in 1..3 {
          repeat 2 { print {x} } tally x
          for y of w* at most 2 {
            kill {y}
          }
        }
        """) == "for x in 1..3 ⟦repeat 2 ⟦print «x»⟧ tally x; for y of w* at most 2 ⟦kill «y»⟧⟧")
    #expect(read("repeat 2 { repeat 3 { ps } }") == "repeat 2 ⟦repeat 3 ⟦ps⟧⟧")
  }

  @Test func aBlockMayBeDeepButNotBottomless() {
    let sixty = String(repeating: "repeat 1 { ", count: 60) + String(repeating: "} ", count: 60)
    #expect(firstError(sixty) == nil)
    let bottomless = String(repeating: "repeat 1 {\n", count: 1_000)
    #expect(firstError(bottomless)?.message == "blocks can't stand in each other deeper than 64")
    #expect(firstError(bottomless)?.isPartial == false)
  }

  @Test func bracesElsewhereArePlainWords() {
    #expect(read("print { } a }\n}\n{ a") == "print { } a }\n}\n{ a")
    #expect(read("for {\nrepeat '{'\nrepeat 2 {}") == "for {\nrepeat ‹{›\nrepeat 2 {}")
  }

  @Test func quotedBracesNeverClose() {
    #expect(
      read("repeat 2 { print '}' \"}\" \\} }} a} }") == "repeat 2 ⟦print ‹}› ‹}› ‹}› }} a}⟧")
    #expect(
      read("repeat 2 { run find . -exec ls {} \\; }") == "repeat 2 ⟦run find . -exec ls {} ‹;›⟧")
  }

  @Test func anOpenBlockIsPartial() {
    let text = "repeat 2 {\n  print a\n"
    #expect(
      read(text) == """
        error: this block is not closed
          repeat 2 {
                   ^
        hint: close it with a '}' of its own
        print a
        """)
    for text in [
      text, "repeat 2 {", "repeat 2 { ps", "repeat 2 { ps;", "repeat 2 { # }", "repeat 2 {\n'}'",
      "repeat 2 {\n\n\n", "for x in a {\n repeat 2 {\n}\n",
    ] {
      #expect(firstError(text)?.isPartial == true, "\(text)")
    }
  }

  @Test func theInnermostOpenBlockIsShown() {
    #expect(
      read("for x in a b { repeat 2 { ps", name: "a.lab") == """
        error: this block is not closed
         --> a.lab:1:25
        1 | for x in a b { repeat 2 { ps
          |                         ^
        hint: close it with a '}' of its own
        """)
  }

  @Test func anExpectationInsideABlockIsRefused() {
    let text = "repeat 2 {\n  print a\n  | a\n}\n| a"
    #expect(
      read(text, name: "a.lab") == """
        error: an expectation can't stand inside a block
         --> a.lab:3:3
        3 |   | a
          |   ^^^
        hint: put it behind the closing '}'
        | a
        """)
    // A bar that does not begin its line, or stands in a quote, is none.
    #expect(read("repeat 2 { | a }") == "repeat 2 ⟦| a⟧")
    #expect(read("repeat 2 { sh 'a\n| b'; ps \\\n| c\n}") == "repeat 2 ⟦sh ‹a<0a>| b›; ps | c⟧")
  }

  /// What stands around a fault ends where it ends, and nothing of it runs.
  @Test func aFaultTakesTheWholeOfWhatItStandsIn() {
    for text in [
      "for x in a {\nprint \"\\q\"\nkill t\n}", "repeat 2 {\nprint a\n| a\nprint b\n}",
      "for x in \"\\q\" {\n  repeat 2 {\n ps\n }\n}", "print \"\\q\ninside\n\"; print b",
      "print a; print \\\n \"\\q\"; print c", "repeat 2 {\nprint \u{0}\nps\n}",
      String(repeating: "repeat 2 {\n", count: 70) + "ps\n" + String(repeating: "}\n", count: 70),
    ] {
      let lines = read(text + "\nps").split(separator: "\n")
      #expect(lines.first?.hasPrefix("error:") == true && lines.last == "ps", "\(text)")
      #expect(lines.count { $0.hasPrefix("error:") } == 1, "\(text)")
      #expect(!lines.contains { $0 == "print a" || $0 == "print b" || $0 == "inside" }, "\(text)")
    }
  }

  /// A line that a backslash continues is not over where the text is.
  @Test func aContinuedLineIsPartialUntilItsNextLineIsThere() {
    for (text, isPartial) in [
      ("run echo a \\\n", true), ("run echo a\\\n", true), ("repeat 2 { ps } \\\n", true),
      ("run echo a \\\nb", false), ("run echo a \\\n\n", false), ("run echo a\n", false),
    ] {
      var reader = SourceReader(Source(text))
      #expect(reader.next()?.isPartial == isPartial, "\(text)")
    }
  }

  @Test func readingGoesOnAtTheNextLine() {
    #expect(
      read(
        "print \"\\q\"\n| error: '\\q' is not an escape\nprint b; print \"\\x\"\nps", name: "a.lab")
          == #"""
          error: '\q' is not an escape
           --> a.lab:1:8
          1 | print "\q"
            |        ^^
          hint: write \\ for a backslash, or use '…', where it means nothing
          | error: '\q' is not an escape
          error: '\x' needs two hexadecimal digits
           --> a.lab:3:17
          3 | print b; print "\x"
            |                 ^^
          ps
          """#)
  }

  @Test func spansAreWholeLinesWithoutTheLastNewline() {
    let text = "ps\n\n| a\r\nrepeat 2 {\n  ps\n}\n'open\n# end"
    let source = Source(text)
    #expect(
      items(of: source).map { source.text($0.span) } == [
        "ps", "", "| a\r", "repeat 2 {\n  ps\n}", "'open", "# end",
      ])
  }

  @Test func statementsHaveTheirPlaces() {
    let source = Source("  ps ; repeat 2 { a 'b' } tally c # d")
    guard case .statements(let statements)? = items(of: source).first?.content else {
      Issue.record("not read")
      return
    }
    #expect(statements.map { source.text($0.span) } == ["ps", "repeat 2 { a 'b' } tally c"])
    #expect(statements.last?.block.map { source.text($0.span) } == "{ a 'b' }")
    #expect(statements.last?.block?.statements.map { source.text($0.span) } == ["a 'b'"])
    #expect(statements.last?.tail.map { source.text($0.span) } == ["tally", "c"])
  }

  @Test func readingMayBeginAnywhere() {
    var reader = SourceReader(Source("ps\nprint a\n"), from: 3)
    #expect(reader.next()?.span == Span(3, 10))
    #expect(reader.offset == 11)
    #expect(reader.next() == nil)
  }

  /// Were it quadratic, it would take hours.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      (
        "spawn sleep 5 as t # it\n| <Process(Process-1, started)> {*}\nrepeat 2 {\n  ps\n}\n",
        5_000_000
      ),
      ("repeat 2 { 'a' {b} \"c{d}\"; ", 500_000), ("repeat 2 { ps; }; ", 500_000), ("{", 500_000),
      ("'a", 500_000), ("\"{x", 500_000), ("ps;", 500_000), ("print \"\\q\"\n", 500_000),
      ("\\\n", 500_000), ("repeat 2 {\n", 50_000),
    ])
  func aLongSourceTakesTimeInProportion(part: String, size: Int) {
    let part = Array(part.utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + part.count)
    while bytes.count < size { bytes += part }
    var reader = SourceReader(Source(bytes: bytes))
    while reader.next() != nil {}
    #expect(reader.offset == bytes.count)
  }
}
