import Language
import Testing

@Suite struct LineTableTests {
  @Test(arguments: ["", "a", "a\n", "\n\n", "one\ntwo\r\n\nfour", "\nlast"])
  func `each place lies in the line that the source says`(_ text: String) {
    for first in [1, 7] {
      let source = Source(text, firstLine: first)
      let table = LineTable(source)
      for offset in 0...source.bytes.count {
        #expect(table.line(at: offset) == source.line(at: offset))
      }
    }
  }
}
