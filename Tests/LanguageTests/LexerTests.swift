import Testing
import Trials

@testable import Language

/// Words: what quotes, backslashes, comments and ends of lines make of a text.
struct LexerTests {
  @Test func blanksSeparateWords() {
    #expect(read("  spawn\tsleep   5 as t  ") == "spawn sleep 5 as t")
  }

  @Test func nothingMeansAnythingInSingleQuotes() {
    #expect(read(#"sh 'a | b # c ; {x} \n "q" \'"#) == #"sh ‹a | b # c ; {x} \n "q" \›"#)
  }

  @Test func singleQuotesMaySpanLines() {
    #expect(read("sh 'echo a\n# b\n| c' d\nps") == "sh ‹echo a<0a># b<0a>| c› d\nps")
  }

  @Test func doubleQuotesMaySpanLines() {
    #expect(read("print \"a\n| b # c; d\" e") == "print ‹a<0a>| b # c; d› e")
  }

  @Test func emptyQuotesAreAWord() {
    #expect(read(#"print '' "" a''"#) == "print ‹› ‹› a‹›")
  }

  @Test func neighbouringPiecesJoin() {
    #expect(read(#"a'b'"c""#) == "a‹bc›")
    #expect(read(#"'a'b"c"\d{e}f'g'"#) == "‹a›b‹cd›«e»f‹g›")
    #expect(words(#"a'b'"c""#).first?.literal == "abc")
  }

  @Test(
    arguments: [
      (#"\n"#, [0x0A]), (#"\t"#, [0x09]), (#"\r"#, [0x0D]), (#"\e"#, [0x1B]), (#"\0"#, [0x00]),
      (#"\\"#, [0x5C]), (#"\""#, [0x22]), (#"\{"#, [0x7B]), (#"\x41"#, [0x41]), (#"\xfF"#, [0xFF]),
      (#"\u{41}"#, [0x41]), (#"\u{e9}"#, [0xC3, 0xA9]), (#"\u{1F600}"#, [0xF0, 0x9F, 0x98, 0x80]),
      (#"\u{0000e9}"#, [0xC3, 0xA9]),
    ] as [(String, [UInt8])])
  func doubleQuotesKnowEscapes(written: String, meant: [UInt8]) {
    #expect(words("\"\(written)\"").first?.literalBytes == meant)
    #expect(words("\"a\(written)1\"").first?.literalBytes == Array("a".utf8) + meant + [0x31])
  }

  @Test func anEscapedBraceInterpolatesNothing() {
    #expect(read(#"print "\{x}" \{x} '{x}'"#) == "print ‹{x}› ‹{›x} ‹{x}›")
  }

  @Test func anUnknownEscapeIsAnError() {
    #expect(
      read(#"print "a\qb""#) == #"""
        error: '\q' is not an escape
          print "a\qb"
                  ^^
        hint: write \\ for a backslash, or use '…', where it means nothing
        """#)
    #expect(
      read(#"print "\é" x"#) == #"""
        error: '\é' is not an escape
          print "\é" x
                 ^^
        hint: write \\ for a backslash, or use '…', where it means nothing
        """#)
    // Of the braces only the opening one has an escape.
    #expect(firstError(#"print "\}""#)?.message == #"'\}' is not an escape"#)
    #expect(firstError(#"print "\'""#)?.message == #"'\'' is not an escape"#)
  }

  @Test(arguments: [#""\x""#, #""\x4""#, #""\xg0""#, #""\x4"#, #""\x"#])
  func aByteNeedsTwoDigits(text: String) {
    #expect(firstError("print \(text)")?.message == #"'\x' needs two hexadecimal digits"#)
  }

  @Test func aByteNeedsTwoDigitsAsAPicture() {
    #expect(
      read(#"print "tab\x9""#) == #"""
        error: '\x' needs two hexadecimal digits
          print "tab\x9"
                    ^^
        """#)
  }

  @Test(arguments: [
    #""\u""#, #""\u41""#, #""\u{}""#, #""\u{d800}""#, #""\u{110000}""#, #""\u{41""#, #""\u{4 1}""#,
    #""\u{000000041}""#, #""\u{"#,
  ])
  func aCharacterNeedsItsNumber(text: String) {
    #expect(
      firstError("print \(text)")?.message == #"'\u' needs a character's number, as in \u{e9}"#)
  }

  @Test func aBackslashTakesTheNextCharacterAsItIs() {
    #expect(
      read(##"print a\ b \; \# \| \' \" \\ \n \é"##)
        == ##"print a‹ ›b ‹;› ‹#› ‹|› ‹'› ‹"› ‹\› ‹n› ‹é›"##)
  }

  @Test func aWordThatBeginsWithAHashBeginsAComment() {
    #expect(read("print a # b ' \" {c} \\") == "print a")
    #expect(read("print a#b '#' \\# \"#\"") == "print a#b ‹#› ‹#› ‹#›")
    #expect(read("print a;# b\nps") == "print a\nps")
    #expect(read("#!/usr/bin/env proclab\nps") == "(blank)\nps")
  }

  @Test func aCommentIsNotContinued() {
    #expect(read("# a \\\nps") == "(blank)\nps")
  }

  @Test func aBackslashBeforeTheNewlineContinuesTheLine() {
    #expect(read("spawn sleep \\\n  5 \\\r\n as t") == "spawn sleep 5 as t")
    #expect(read("print a\\\nb") == "print ab")
    #expect(read("print \"a\\\nb\" 'c\\\nd'") == "print ‹ab› ‹c\\<0a>d›")
    #expect(read("print a \\\n# b\nps") == "print a\nps")
    #expect(read("print a \\\n| b") == "print a | b")
  }

  @Test func carriageReturnsBeforeNewlinesAreNotText() {
    #expect(
      read("print a\r\nprint 'b' # c\r\n\r\nps;ps\r\n") == "print a\nprint ‹b›\n(blank)\nps; ps")
    #expect(read("print a\r") == "print a")
    #expect(read("print a\rb \r c") == "print a b c")
  }

  @Test func semicolonsEndStatements() {
    #expect(read("pause t;resume t ;; ps;") == "pause t; resume t; ps")
    #expect(read(";") == "(blank)")
  }

  @Test func nothingOfAShellIsKnown() {
    // That these are errors in commands is the verbs' to say.
    #expect(read("print a | b && c > d $HOME ~/x *.c") == "print a | b && c > d $HOME ~/x *.c")
  }

  @Test func anOpenQuoteIsPartial() {
    #expect(
      read("print 'abc\n  def") == """
        error: this quote is not closed
          print 'abc
                ^
        def
        """)
    for text in ["'", "print \"a b", "print a'b\n\nc\n", "print \"{a\n", "print \"a\\", "'\\"] {
      #expect(firstError(text)?.isPartial == true, "\(text)")
    }
  }

  @Test func aLastBackslashIsPartial() {
    #expect(
      read("spawn sleep 5 \\") == #"""
        error: nothing follows this backslash
          spawn sleep 5 \
                        ^
        """#)
    #expect(firstError("spawn sleep 5 \\")?.isPartial == true)
    #expect(firstError("spawn sleep\\")?.isPartial == true)
  }

  @Test func otherErrorsAreNotPartial() {
    for text in [
      #"print "\q""#, #"print "\x""#, #"print "\u{""#, "print \u{0}", "repeat 2 {\n| x\n}",
    ] {
      #expect(firstError(text)?.isPartial == false, "\(text)")
    }
    // Nobody can say yet where what they stand in ends.
    for text in [#"print "\q"#, "repeat 2 {\n| x"] {
      #expect(firstError(text)?.isPartial == true, "\(text)")
    }
  }

  @Test func aNulByteIsRefused() {
    #expect(
      read("print a\u{0}b") == #"""
        error: a NUL byte can't stand here
          print a\x00b
                 ^^^^
        """#)
    for text in ["\u{0}", "'\u{0}'", "\"\u{0}\"", "\\\u{0}", "{\u{0}}", "\"{x:\u{0}>5}\""] {
      #expect(firstError("print \(text)")?.message == "a NUL byte can't stand here")
    }
  }

  @Test(
    arguments: [
      [0xFF], [0x80], [0xC0, 0xAF], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80],
      [0xF4, 0x90, 0x80, 0x80],
      [0xF0, 0x9F, 0x98], [0xE0, 0x80, 0x80],
    ] as [[UInt8]])
  func whatIsNoUTF8IsRefusedAtEveryPlace(bytes: [UInt8]) {
    let surroundings = [
      ("", ""), ("", " b"), ("a", "b"), ("'", "'"), ("'a", "b'"), ("\"", "\""), ("\"a", "b\""),
      ("\\", ""), ("\"{", "}\""), ("\"{x:", ">5}\""), ("{", "}"), ("{x:", ">5}"), ("\"{x.", "}\""),
    ]
    for (before, after) in surroundings {
      let text = Array("print \(before)".utf8) + bytes + Array(after.utf8)
      let item = items(of: Source(bytes: text)).first
      guard case .malformed(let diagnostic) = item?.content else {
        Issue.record("\(before)…\(after) was read")
        continue
      }
      #expect(diagnostic.message == "this is not UTF-8")
      #expect(diagnostic.span?.start == 6 + before.utf8.count, "\(before)…\(after)")
    }
  }

  @Test func whatIsNoUTF8AsAPicture() {
    #expect(
      read(Array("print caf".utf8) + [0xE9] + Array(" au lait".utf8)) == #"""
        error: this is not UTF-8
          print caf\xe9 au lait
                   ^^^^
        """#)
    #expect(
      read(Array("print \"".utf8) + [0x5C, 0xFF, 0x22]) == #"""
        error: '\\\xff' is not an escape
          print "\\xff"
                 ^^^^^
        hint: write \\ for a backslash, or use '…', where it means nothing
        """#)
  }

  /// Whatever a word holds, it can be written, and is read as it was meant.
  @Test func everyTextCanBeQuoted() {
    var generator = SeededRandom(seed: 1)
    let telling = Array("ab '\"\\{}|#;\n\r\tx1:.é中".utf8)
    for _ in 0..<5_000 {
      let meant = generator.bytes(atMost: 12, telling: telling)
      let written = meant.map { "\\x" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      #expect(words("\"\(written)\"").first?.literalBytes == meant)
      guard let text = String(validating: meant, as: UTF8.self), !meant.contains(0) else {
        continue
      }
      let parts = text.split(separator: "'", omittingEmptySubsequences: false)
      let single = "'" + parts.joined(separator: #"'\''"#) + "'"
      // Behind a line that ends with LF, so that CR LF is the text's own.
      #expect(words("\n" + single).first?.literal == text)
    }
  }

  /// The tokens themselves, marks and ends of lines with their places.
  @Test func tokensHavePlaces() throws {
    var lexer = Lexer(Source("ps ;\r\n# c\n"))
    var tokens: [Lexer.Token] = []
    repeat { tokens.append(try lexer.next()) } while tokens.last != .endOfSource
    #expect(
      tokens == [
        .word(Word(pieces: [.literal(Array("ps".utf8), isQuoted: false)], span: Span(0, 2))),
        .semicolon(Span(3, 4)), .endOfLine(Span(4, 6)), .endOfLine(Span(9, 10)), .endOfSource,
      ])
  }

  /// The CR of a line that ends within quotes is as little of the text as that of any other.
  @Test(arguments: ["'a%b'", "\"a%b\"", "'a%b'%", "'%a%b'%ps%"])
  func aNewlineInQuotesIsThatOfTheFile(_ text: String) {
    let crlf = words(text.replacing("%", with: "\r\n")).map(\.literal)
    #expect(crlf == words(text.replacing("%", with: "\n")).map(\.literal))
    // In a file whose lines end with LF, a CR is somebody's.
    #expect(words("\n'a\r\nb'").first?.literal == "a\r\nb")
  }
}
