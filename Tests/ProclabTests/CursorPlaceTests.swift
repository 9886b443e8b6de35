import Testing

@testable import proclab

/// Where a cursor stands in a line that is not complete yet.
struct CursorPlaceTests {
  @Test func `the words before a cursor are those of its statement`() {
    let block = "repeat 3 { spawn true as r; join "
    #expect(CursorPlace(block, block.utf8.count).words == ["join"])
    let quoted = "send t 'a b"
    let place = CursorPlace(quoted, quoted.utf8.count)
    #expect(place.words == ["send", "t"])
    #expect(place.typed == "a b")
    #expect(place.wordStart == 7)
    let escaped = CursorPlace("source \"it's \\\"q\" a\\ b", 22)
    #expect(escaped.words == ["source", "it's \"q"])
    #expect(escaped.typed == "a b")
    #expect(CursorPlace("print {t.ex", 11).braceEnd == 7)
    #expect(CursorPlace("print \\{t.ex", 12).braceEnd == nil)
    #expect(CursorPlace("print '{t.ex", 12).braceEnd == nil)
  }

  @Test func `a place knows what its line binds, and the blocks around it`() {
    func place(_ text: String) -> CursorPlace { CursorPlace(text, text.utf8.count) }
    let inner = place("for x of w {\n  for n in 1..3 { run true as r; kill ")
    #expect(inner.words == ["kill"])
    #expect(inner.processes == ["x", "r"])
    #expect(inner.texts == ["n"])
    let behind = place("repeat 3 { for x of w { print x }; run true as r } tally ")
    #expect(behind.words == ["repeat", "3", "{", "}", "tally"])
    #expect(behind.processes == ["r"])
    #expect(place("repeat 3 '{' ").words == ["repeat", "3", "{"])
    #expect(place("repeat 3 { true }; kill ").words == ["kill"])
  }
}
