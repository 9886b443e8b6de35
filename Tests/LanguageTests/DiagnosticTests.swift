import Language
import Testing
import Trials

/// Errors as a person sees them.
struct DiagnosticTests {
  private func picture(
    _ text: String, of marked: String, name: String? = nil, hint: String? = nil
  ) -> String {
    picture(Array(text.utf8), of: Array(marked.utf8), name: name, hint: hint)
  }

  /// The error picture with the place of a stretch; an empty one is the end of the text.
  private func picture(
    _ text: [UInt8], of marked: [UInt8], name: String? = nil, hint: String? = nil
  ) -> String {
    let starts = 0...(text.count - marked.count)
    let start =
      marked.isEmpty
      ? text.count : starts.first { text[$0...].starts(with: marked) } ?? text.count
    let diagnostic = Diagnostic(
      "something is wrong", at: Span(start, start + marked.count), hint: hint)
    return diagnostic.rendered(in: Source(name: name, bytes: text))
  }

  @Test func aFileIsNamedWithLineAndColumn() {
    #expect(
      picture(
        "spawn cat as cat\n\n  kill cta only\n", of: "cta", name: "zombies.lab",
        hint: "did you mean 'cat'?") == """
          error: something is wrong
           --> zombies.lab:3:8
          3 |   kill cta only
            |        ^^^
          hint: did you mean 'cat'?
          """)
  }

  @Test func theGutterIsAsWideAsTheNumber() {
    #expect(
      picture(String(repeating: "\n", count: 99) + "tremble t", of: "tremble", name: "a.lab") == """
        error: something is wrong
           --> a.lab:100:1
        100 | tremble t
            | ^^^^^^^
        """)
  }

  @Test func aTypedLineHasNoNumber() {
    #expect(
      picture("join t; kill cta", of: "cta") == """
        error: something is wrong
          join t; kill cta
                       ^^^
        """)
  }

  @Test func aTextCutOutOfAFileKeepsItsNumbers() {
    let source = Source(name: "a.lab", "ps\ncta", firstLine: 41)
    #expect(
      Diagnostic("'cta' is neither a verb nor a process", at: Span(3, 6)).rendered(in: source)
        == """
        error: 'cta' is neither a verb nor a process
          --> a.lab:42:1
        42 | cta
           | ^^^
        """)
  }

  @Test func withoutAPlaceThereIsNoPicture() {
    let diagnostic = Diagnostic("cannot start a process twice", hint: "restart t")
    #expect(
      diagnostic.rendered(in: Source("start t")) == """
        error: cannot start a process twice
        hint: restart t
        """)
    #expect(diagnostic.picture(in: Source("start t")) == [])
  }

  @Test func theRecordHasNoPicture() {
    let diagnostic = Diagnostic(
      "no process is called 'cta'", at: Span(5, 8), hint: "did you mean 'cat'?")
    #expect(
      diagnostic.recordLines == [
        "error: no process is called 'cta'", "hint: did you mean 'cat'?",
      ])
    #expect(Diagnostic("interrupted").recordLines == ["error: interrupted"])
  }

  @Test func wideCharactersTakeTwoColumns() {
    #expect(
      picture("print 终止进程 子进程 x", of: "子进程", name: "a.lab") == """
        error: something is wrong
         --> a.lab:1:12
        1 | print 终止进程 子进程 x
          |                ^^^^^^
        """)
    #expect(
      picture("print 🚀é\u{301} x", of: "x") == """
        error: something is wrong
          print 🚀é\u{301} x
                    ^
        """)
  }

  @Test func tabsAreShownAsBlanks() {
    #expect(
      picture("\tkill\tcta\tx", of: "cta") == """
        error: something is wrong
           kill cta x
                ^^^
        """)
  }

  @Test func whatWouldDriveATerminalIsEscaped() {
    #expect(
      picture("print \u{1B}[31m\u{7}\u{9B} cta", of: "cta") == #"""
        error: something is wrong
          print \e[31m\x07\xc2\x9b cta
                                   ^^^
        """#)
    #expect(
      picture([0x61, 0x20, 0xE4, 0xB8, 0x20, 0x63], of: [0x63]) == #"""
        error: something is wrong
          a \xe4\xb8 c
                     ^
        """#)
  }

  @Test func aLineIsShownAsItWasWritten() {
    #expect(
      picture(#"print "\t\x41\\" '\e' cta"#, of: "cta") == #"""
        error: something is wrong
          print "\t\x41\\" '\e' cta
                                ^^^
        """#)
    #expect(
      picture(#"join \t"#, of: "t") == #"""
        error: something is wrong
          join \t
                ^
        """#)
  }

  @Test func carriageReturnsOfLineEndsAreNotShown() {
    #expect(
      picture("ps\r\nkill cta\r\nps\r\n", of: "cta", name: "a.lab") == """
        error: something is wrong
         --> a.lab:2:6
        2 | kill cta
          |      ^^^
        """)
  }

  @Test func theEndOfInputHasAPlaceToo() {
    #expect(
      picture("kill", of: "", name: "a.lab") == """
        error: something is wrong
         --> a.lab:1:5
        1 | kill
          |     ^
        """)
    #expect(
      picture("", of: "") == """
        error: something is wrong
        \u{20}\u{20}
          ^
        """)
    #expect(
      Diagnostic("something is wrong", at: Span(4, 99)).rendered(in: Source("kill\r\nps")) == """
        error: something is wrong
          kill
              ^
        """)
  }

  @Test func ofSeveralLinesTheFirstIsShown() {
    #expect(
      picture("print 'a\nb' c", of: "'a\nb'") == """
        error: something is wrong
          print 'a
                ^^
        """)
  }

  /// A caret stands somewhere, and nothing crashes, whatever the place.
  @Test func everyPlaceHasItsPicture() {
    var generator = SeededRandom(seed: 2)
    for _ in 0..<2_000 {
      let text = generator.bytes(atMost: 12, telling: Array("a\\x\n\r\t é中".utf8))
      let start = Int.random(in: 0...text.count, using: &generator)
      let end = Int.random(in: start...text.count + 2, using: &generator)
      let picture = Diagnostic("", at: Span(start, end)).picture(in: Source(bytes: text))
      #expect(picture.count == 2)
      #expect(picture.last?.hasSuffix("^") == true)
      for scalar in picture.joined().unicodeScalars {
        #expect(scalar.properties.generalCategory != .control)
      }
    }
  }
}
