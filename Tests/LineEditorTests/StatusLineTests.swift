import Glibc
import Testing

@testable import LineEditor

@Suite struct StatusLineTests {
  @Test func itStaysBelowWhatIsPrintedAndVanishes() {
    let desk = Desk(columns: 12)
    var line = StatusLine(output: desk.terminal, usesColour: true)
    line.show("waiting for 日本")
    #expect(desk.shown.styledText == "{2}waiting for{}")
    line.print(["one", "two"])
    #expect(desk.shown.text == "one\ntwo\nwaiting for")
    line.show("more")
    #expect(desk.shown.text == "one\ntwo\nmore")
    line.erase()
    #expect(desk.shown.text == "one\ntwo")
    #expect(desk.screen.column == 0)
    line.print(["three"])
    #expect(desk.shown.text == "one\ntwo\nthree")
  }

  @Test func withoutATerminalOnlyLinesAreWritten() {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    var line = StatusLine(output: ends[1], usesColour: true)
    line.show("waiting")
    line.print(["one"])
    line.erase()
    close(ends[1])
    var buffer = [UInt8](repeating: 0, count: 100)
    let count = read(ends[0], &buffer, buffer.count)
    #expect(String(decoding: buffer[..<max(0, count)], as: UTF8.self) == "one\n")
    close(ends[0])
  }
}
