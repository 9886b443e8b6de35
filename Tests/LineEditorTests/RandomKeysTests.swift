import Testing

@testable import LineEditor

extension EditorTests {
  /// A generator that gives the same keys in every run.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 16 | state << 48
    }
  }

  /// What a screen shows for a line at the end of it.
  private func drawn(_ text: String, columns: Int) -> String {
    var screen = Screen(rows: 30, columns: columns)
    var painter = Painter(at: ScreenLayout(width: columns))
    let scalars = Array("> \(text)".unicodeScalars)
    painter.paint(scalars, scalars.map { _ in .plain })
    screen.feed(Array(painter.output.utf8))
    return screen.text
  }

  @Test(arguments: 0..<100) func whateverIsTypedTheScreenShowsTheLine(seed: UInt64) {
    var generator = Generator(state: seed)
    let columns = Int.random(in: 9...24, using: &generator)
    let keys = [
      "a", "b ", "word", "日", "本語", "é", "\u{3}", "\u{1}", "\u{5}", "\u{2}", "\u{6}", "\u{7f}",
      "\u{1b}[D", "\u{1b}[C", "\u{1b}[A", "\u{1b}[B", "\u{1b}[3~", "\u{17}", "\u{b}", "\u{19}",
      "\u{1b}f", "\u{1b}b", "\t", "\u{1b}[200~x\ry\u{1b}[201~", "\u{12}a\u{5}",
      "\u{1f}",
    ]
    let acts: [Desk.Act] = (0..<40).map { _ in
      Int.random(in: 0..<10, using: &generator) == 0
        ? .wake(.notices(["notice 日本"])) : .type(keys.randomElement(using: &generator) ?? "")
    }
    let desk = Desk(rows: 30, columns: columns) { host in
      host.usesColour = { true }
      host.highlight = { [StyledRange(0..<($0.utf8.count / 2), .green)] }
      host.complete = { _, cursor in
        Completion(range: cursor..<cursor, candidates: [Candidate("one"), Candidate("two")])
      }
      host.suggest = { _ in nil }
    }
    desk.add("an entry", "{\n日本\n}", "b 0123456789012345678901234567890123456789")
    guard case .text(let text) = desk.read(acts + [.type("\r")]) else {
      Issue.record("no line")
      return
    }
    #expect(desk.screen.text.hasSuffix(drawn(text, columns: columns)))
  }
}
