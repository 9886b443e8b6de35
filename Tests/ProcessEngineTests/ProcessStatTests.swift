import Testing

@testable import ProcessEngine

@Suite struct ProcessStatTests {
  private func line(_ command: String) -> [UInt8] {
    Array(
      """
      4711 (\(command)) S 12 4711 99 0 -1 4194304 1 0 0 0 0 0 0 0 20 0 1 0 123456 2 3 4

      """.utf8)
  }

  @Test(arguments: ["sh", "a b", ") S 1 (", "(", ")", "", "new\nline", "1 2 3 4 5 6 7 8 9"])
  func aCommandMayHoldAnything(_ command: String) throws {
    let stat = try #require(ProcessStat(line(command)))
    #expect(stat.pid == 4711 && stat.command == command && stat.state == "S")
    #expect(stat.parent == 12 && stat.group == 4711 && stat.session == 99)
    #expect(stat.start == 123456 && stat.threadCount == 1 && stat.thread == 4711)
  }

  @Test func aProcessSpeaksOfAThread() throws {
    let process = try #require(ProcessStat(line("sh")))
    let text = "4712 (sh) T 12 4711 99 0 -1 4 1 0 0 0 0 0 0 0 20 0 2 0 200000 2 3 4\n"
    let thread = try #require(ProcessStat(Array(text.utf8)))
    let both = process.speaking(of: thread)
    #expect(both.state == "T" && both.isLeaving && both.thread == 4712)
    #expect(both.pid == 4711 && both.key == process.key)
  }

  @Test func anythingElseIsRefused() {
    let whole = line("sh")
    for count in 0..<40 { #expect(ProcessStat(Array(whole.prefix(count))) == nil) }
    #expect(ProcessStat(Array("x (y) S 1 1 1".utf8)) == nil)
  }
}

@Suite struct TokenTests {
  @Test func everyTokenIsReadBack() {
    let id = ChildID(index: 0xff_ffff_ffff)
    let all: [Token] = [
      .exit(id), .output(id, .standardOutput), .output(id, .standardError), .input(id), .signals,
      .bell, .watched(7), .exit(ChildID(index: 0)),
    ]
    for token in all { #expect(Token(rawValue: token.rawValue) == token) }
    #expect(Token(rawValue: 0) == nil && Token(rawValue: .max) == nil)
  }
}
