import Testing

@testable import proclab

/// What a program does to a screen beyond writing on it, and how that is undone.
@Suite struct PrivateModesTests {
  private func modes(after text: String) -> PrivateModes {
    var modes = PrivateModes()
    modes.read(text.utf8)
    return modes
  }

  @Test func `text and colours change nothing`() {
    let modes = modes(after: "plain \u{1b}[1;31mred\u{1b}[0m \u{1b}]0;title\u{7} [?1049h\n")
    #expect(modes.setting == "" && modes.undoing == "")
  }

  @Test func `what was set is undone, and can be set again; the other screen is outermost`() {
    let modes = modes(after: "\u{1b}[?1049h\u{1b}[?1h\u{1b}[?25l\u{1b}[?1000;1006h")
    #expect(modes.hasOtherScreen)
    #expect(modes.setting == "\u{1b}[?1049h\u{1b}[?1006h\u{1b}[?1000h\u{1b}[?25l\u{1b}[?1h")
    #expect(modes.undoing == "\u{1b}[?1l\u{1b}[?25h\u{1b}[?1000l\u{1b}[?1006l\u{1b}[?1049l")
  }

  @Test func `what the program undid itself is done with`() {
    let modes = modes(after: "\u{1b}[?1049h\u{1b}[?25l…\u{1b}[?25h\u{1b}[?1049l")
    #expect(modes.undoing == "" && !modes.hasOtherScreen)
  }

  @Test func `a sequence may come in pieces`() {
    let bytes = Array("\u{1b}[?2004h\u{1b}[?1049h".utf8)
    for cut in bytes.indices {
      var modes = PrivateModes()
      modes.read(bytes[..<cut])
      modes.read(bytes[cut...])
      #expect(modes.undoing == "\u{1b}[?1049l\u{1b}[?2004l")
    }
  }

  @Test func `what is no such sequence is none`() {
    for text in [
      "\u{1b}[?1049", "\u{1b}[?1049\u{1b}[h", "\u{1b}[1049h", "\u{1b}[?99999999999999999999h",
    ] {
      #expect(modes(after: text).undoing == "")
    }
  }
}
