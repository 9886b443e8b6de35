import Testing

@testable import LineEditor

@Suite struct UndoTrailTests {
  /// A trail through lines whose cursor stands at `|`.
  private func trail(_ lines: String...) -> UndoTrail {
    var trail = UndoTrail()
    for line in lines { trail.note(state(line)) }
    return trail
  }

  private func state(_ line: String) -> UndoTrail.State {
    let scalars = Array(line.unicodeScalars)
    let cursor = scalars.firstIndex(of: "|") ?? scalars.count
    return UndoTrail.State(text: scalars.filter { $0 != "|" }, cursor: cursor)
  }

  private func back(_ trail: UndoTrail) -> [String?] {
    var trail = trail
    var lines: [String?] = []
    repeat {
      lines.append(
        trail.back().map { state in
          String.of(state.text[..<state.cursor] + ["|"] + state.text[state.cursor...])
        })
    } while lines.last != .some(nil)
    return lines
  }

  @Test func whatIsTypedInOneGoIsOneStep() {
    #expect(back(trail("a", "ab", "ab日")) == ["|", nil])
    #expect(back(trail("a", "ab", "a", "ac", "acd")) == ["a|", "ab|", "|", nil])
  }

  @Test func aStepElsewhereIsAnother() {
    #expect(back(trail("a", "ab", "|ab", "x|ab", "xy|ab")) == ["|ab", "|", nil])
    #expect(back(trail("a", "ab", "|ab", "ab|", "abc")) == ["ab|", "|", nil])
  }

  @Test func nothingDoneIsNoStep() {
    #expect(back(trail("a", "a", "|a", "a")) == ["|", nil])
    #expect(back(UndoTrail(state("given"))) == [nil])
  }

  @Test func whatIsDoneAfterGoingBackLeadsBackThere() {
    var trail = trail("a", "ab", "a")
    _ = trail.back()
    trail.note(state("abc"))
    #expect(back(trail) == ["ab|", "|", nil])
  }
}
