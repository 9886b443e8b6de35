import Interpreter
import Language
import Testing

@testable import Replay

/// What `bless` and `save` write of a line must match that line, whatever it holds.
@Suite struct RecordWritingTests {
  @Test(arguments: [
    "", " ", "  leading", "trailing ", "two  ", "\\", "\\ ", "\\\\ ", "\\x20", "\\\\x20",
    "\\\\x20 ",
    "{", "}", "{pid}", "\\{", "\\\\{x}", "{\\", "a{b}c", "{} \\", "| x", "|}", "# no comment",
    "... ",
    "t: \\e[31mred", "\\t", "{*} ", "x {t.pid} y", "\\\\\\x20 ", "→ ünï", "{\"a\": {\"b\": 1}}",
  ])
  func `a line is matched by what is written of it, and by nothing near it`(_ text: String) throws {
    let text = escapedForDisplay(text)
    let line = RecordLine(text)
    let expectation = line.expectation
    let parsed = try expectations(expectation)
    let context = MatchContext(PlaceholderValues { _ in nil })
    #expect(parsed.count == 1)
    #expect(parsed[0].matches(MatchedLine(text), context), "\(expectation)")
    for other in [text + "x", "x" + text, text + " ", text + "|"] {
      #expect(!parsed[0].matches(MatchedLine(other), context), "\(expectation) matches \(other)")
    }
  }

  @Test func `every line of a few dangerous characters survives`() throws {
    let alphabet = ["\\", "{", "}", " ", "x20", "pid"]
    let context = MatchContext(PlaceholderValues { _ in nil })
    var texts = [""]
    for _ in 0..<4 { texts += texts.flatMap { text in alphabet.map { text + $0 } } }
    for text in Set(texts) {
      let recorded = escapedForDisplay(text)
      let parsed = try expectations(RecordLine(recorded).expectation)
      #expect(parsed[0].matches(MatchedLine(recorded), context), "\(recorded)")
    }
  }

  @Test func `what is measured is written as its placeholder`() throws {
    let line = RecordLine([
      .init("t  "), .init("4711", .pid), .init(" {x} "), .init("1.02s", .duration), .init(" "),
      .init("1.5M", .size), .init(" "), .init("+0.012", .time), .init("s "), .init("7", .number),
      .init(" "), .init("━━╸ ", .variable), .init(" "), .init("None", .duration),
    ])
    #expect(line.expectation == "| t  {pid} \\{x} {dur} {size} {time}s {num} {*}  None")
    #expect(try difference(line.expectation, line.text) == "fits")
  }

  @Test func `a format's blanks stay, and other fillings are any text`() throws {
    let cases: [(RecordLine.Piece, String)] = [
      (.init("   4711", .pid), "|    {pid}"), (.init("4711   ", .pid), "| {pid}\\x20\\x20\\x20"),
      (.init("***1.02s", .duration), "| {*}"), (.init("1.02", .duration), "| {num}"),
    ]
    for (piece, expected) in cases {
      let line = RecordLine([piece])
      #expect(line.expectation == expected)
      #expect(try difference(line.expectation, line.text) == "fits")
    }
  }

  @Test func `what was filled up to a width is written the same each time`() throws {
    for (text, expected) in [
      ("     1", "|  {pid}"), ("123456", "|  {pid}"), ("1     ", "| {pid}\\x20"),
    ] {
      let line = RecordLine([.init(text, .pid, isPadded: true)])
      #expect(line.expectation == expected)
      for other in ["     1", "123456", "1     "] {
        #expect(
          try difference(line.expectation, other) == "fits"
            || other.hasSuffix(" ") != expected.hasSuffix("0"))
      }
    }
  }

  @Test func `beside a digit a value is any text, since nobody could tell where it ends`() throws {
    let pid = RecordLine.Piece("4711", .pid)
    let took = RecordLine.Piece("1.02s", .duration)
    let cases: [([RecordLine.Piece], String)] = [
      ([.init("5"), pid], "| 5{*}"), ([pid, .init("5")], "| {*}5"), ([pid, pid], "| {*}{*}"),
      ([took, .init("m")], "| {*}m"), ([pid, .init("."), took], "| {pid}.{dur}"),
      ([.init("12K", .size), .init(".")], "| {size}."),
      ([.init("7", .number), .init(".5")], "| {*}.5"),
      ([.init("x"), pid, .init("y")], "| x{pid}y"),
      ([.init("0.1", .time), .init("s")], "| {time}s"),
      ([.init("+0.012s", .time), .init(" t")], "| {time} t"),
    ]
    for (pieces, expected) in cases {
      let line = RecordLine(pieces)
      #expect(line.expectation == expected)
      #expect(try difference(line.expectation, line.text) == "fits")
    }
  }

  @Test func `of many lines only as many as anybody would read, and any lines once`() {
    let lines = (1...1_200).map { "| \($0)" }
    #expect(RecordLine.written(lines) == Array(lines[..<1_000]) + ["|..."])
    #expect(RecordLine.written(Array(lines[..<1_000])) == Array(lines[..<1_000]))
    #expect(
      RecordLine.written(["| a", "|...", "|...", "| b", "|..."]) == ["| a", "|...", "| b", "|..."])
    let line = RecordLine([.init("+0.1", .time), .init("s t reaped")], isUnrepeatable: true)
    #expect(line.expectation == "|...")
  }

  @Test func `what can't be written down is said, and why`() throws {
    let matcher = Matcher([], [RecordLine("a\u{1}b")], PlaceholderValues { _ in nil })
    let blessing = Blessing(matcher, [RecordLine("a\u{1}b")], written: [], judges: false)
    #expect(
      blessing.refusal
        == "its record can't be written down: a control character can't stand here: '| a\u{1}b'")
    let other = Blessing(matcher, [RecordLine("c")], written: [], judges: false)
    #expect(
      other.refusal == "its record can't be written down: "
        + "it would not be matched by what is written of it: - | c   ← missing")
  }

  @Test func `a backslash before a placeholder stays a backslash`() throws {
    let line = RecordLine([.init("\\"), .init("4711", .pid)])
    #expect(line.expectation == "| \\\\{pid}")
    #expect(try difference(line.expectation, "\\12") == "fits")
  }
}
