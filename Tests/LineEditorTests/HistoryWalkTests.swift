import Testing

@testable import LineEditor

@Suite struct HistoryWalkTests {
  private let entries = ["start a", "stop", "start b", "start b", "join"]

  @Test func itShowsWhatBeginsLikeTheLineAndComesBack() {
    var walk = HistoryWalk(entries: entries, typed: "sta", prefix: "sta")
    let back = [walk.older(), walk.older(), walk.older()]
    #expect(back == ["start b", "start a", nil])
    #expect(walk.shown == "start a")
    let forth = [walk.newer(), walk.newer(), walk.newer()]
    #expect(forth == ["start b", "sta", nil])
  }

  @Test func anEmptyLineShowsAll() {
    var walk = HistoryWalk(entries: entries, typed: "", prefix: "")
    let back = [walk.older(), walk.older(), walk.older()]
    #expect(back == ["join", "start b", "stop"])
  }

  @Test func whatIsShownNewIsNotEntered() {
    var walk = HistoryWalk(entries: entries, typed: "", prefix: "")
    _ = walk.older()
    walk.note(cursor: 3)
    walk.note(cursor: 3)
    let atRest = walk.isEntered
    walk.note(cursor: 2)
    let moved = walk.isEntered
    _ = walk.older()
    walk.note(cursor: 5)
    #expect([atRest, moved, walk.isEntered] == [false, true, false])
  }

  @Test func thereMayBeNothing() {
    var walk = HistoryWalk(entries: [], typed: "x", prefix: "x")
    let shown = [walk.older(), walk.newer()]
    #expect(shown == [nil, nil])
  }
}
