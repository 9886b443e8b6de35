import Glibc
import Testing

@testable import LineEditor

@Suite struct TerminalTests {
  @Test func withoutATerminalThereIsNoEditor() {
    Desk.environment
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    defer { for end in ends { close(end) } }
    let host = Host(prompt: { "> " }, wait: { .end })
    #expect(Editor(programName: "desk", input: ends[0], output: ends[1], host: host) == nil)
    #expect(Terminal.size(of: ends[0]) == nil)
  }
}
