import Testing

@testable import LineEditor

@Suite struct CandidateTableTests {
  init() { Desk.environment }

  private func rows(_ texts: [String], width: Int = 20, limit: Int = 10) -> [String] {
    CandidateTable(candidates: texts.map { Candidate($0) }).rows(width: width, limit: limit)
  }

  @Test func columnsAreReadDownwards() {
    #expect(rows(["a", "bb", "c", "dd", "e"], width: 8) == ["a   dd", "bb  e", "c"])
    #expect(rows([]) == [])
  }

  @Test func wideCharactersStayAligned() {
    #expect(rows(["日本", "a", "日", "b"], width: 12) == ["日本  日", "a     b"])
  }

  @Test func aLongListIsCounted() {
    #expect(
      rows((0..<30).map { "n\($0)" }, width: 13, limit: 3)
        == ["n0   n2   n4", "n1   n3   n5", "… and 24 more"])
  }

  @Test func notesStandBeside() {
    let table = CandidateTable(candidates: [
      Candidate("start", note: "a child"), Candidate("日本", note: "x"), Candidate("z"),
    ])
    #expect(table.rows(width: 20, limit: 5) == ["start  a child", "日本   x", "z"])
    #expect(table.rows(width: 9, limit: 2) == ["start  a ", "… and 2 m"])
  }

  @Test func aCandidateWiderThanTheScreenIsCut() {
    #expect(rows(["abcdef", "日本日本"], width: 5) == ["abcde", "日本"])
  }
}
