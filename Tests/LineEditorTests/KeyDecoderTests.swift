import Testing

@testable import LineEditor

@Suite struct KeyDecoderTests {
  private func events(_ bytes: [UInt8]) -> [KeyDecoder.Event] {
    var decoder = KeyDecoder()
    var events: [KeyDecoder.Event] = []
    // One by one, as a slow line gives them.
    for byte in bytes {
      decoder.feed([byte])
      while let event = decoder.next() { events.append(event) }
    }
    while decoder.isPartial {
      if let event = decoder.giveUp() { events.append(event) }
      while let event = decoder.next() { events.append(event) }
    }
    return events
  }

  private func events(_ text: String) -> [KeyDecoder.Event] { events(Array(text.utf8)) }

  @Test func charactersAreDecoded() {
    #expect(events("aé日😀") == [.character("a"), .character("é"), .character("日"), .character("😀")])
  }

  @Test func brokenUnicodeIsDropped() {
    #expect(events([0xff, 0xc3, 0x28, 0xc0, 0x80, 0xed, 0xa0, 0x80]) == [.character("(")])
    #expect(events([0xe6, 0x97]) == [])
    #expect(events("\u{81}a") == [.character("a")])
  }

  @Test func aNullIsNoKey() {
    #expect(events("a\u{0}b") == [.character("a"), .character("b")])
    #expect(events("\u{0}") == [])
  }

  @Test func everySequenceIsOneKey() {
    #expect(events("\u{1b}[A\u{1b}OB\u{1b}[3~") == [.key(.up), .key(.down), .key(.delete)])
    #expect(events("\u{1b}[1;5C") == [.key(.wordRight)])
    #expect(Key.up.character == 0x81)
  }

  @Test func anUnknownSequenceIsKeptWhole() {
    #expect(events("\u{1b}[15~a") == [.unknown(Array("[15~".utf8)), .character("a")])
  }

  @Test func escapeAloneIsAKeyAfterAMoment() {
    #expect(events("\u{1b}") == [.character("\u{1b}")])
    #expect(events("\u{1b}f") == [.character("\u{1b}"), .character("f")])
    #expect(events("\u{1b}\u{1b}[A") == [.character("\u{1b}"), .key(.up)])
    var decoder = KeyDecoder()
    decoder.feed([0x1b])
    let event = decoder.next()
    #expect(event == nil)
    #expect(decoder.isPartial)
  }

  @Test func aPasteIsOneEvent() {
    #expect(
      events("a\u{1b}[200~x\ry\r\nz\u{1b}[A\t\u{0}\u{1b}[201~b")
        == [.character("a"), .paste("x\ny\nz[A\t"), .character("b")])
    #expect(events("\u{1b}[200~\u{1b}[201~") == [.paste("")])
  }

  @Test func aPasteReadInOnePieceIsOneEvent() {
    var decoder = KeyDecoder()
    decoder.feed("\u{1b}[200~日本\u{1b}[201~x".utf8)
    let events = [decoder.next(), decoder.next()]
    #expect(events == [.paste("日本"), .character("x")])
  }

  @Test func anUnfinishedPasteWaits() {
    var decoder = KeyDecoder()
    decoder.feed("\u{1b}[200~abc".utf8)
    let event = decoder.next()
    #expect(event == nil)
    #expect(decoder.isPasting)
    #expect(!decoder.isPartial)
  }
}
