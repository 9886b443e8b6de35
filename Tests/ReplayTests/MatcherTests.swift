import Interpreter
import Testing

@testable import Replay

@Suite struct MatcherTests {
  @Test func `a record is all that is expected and nothing else`() throws {
    #expect(try difference("", "") == "fits")
    #expect(try difference("| a\n| b", "a\nb") == "fits")
    #expect(try difference("", "a") == "+ | a   ← not expected")
    #expect(try difference("| a", "") == "- | a   ← missing")
    #expect(try difference("|\n| a\n|", "\na\n") == "fits")
    #expect(try difference("|", "") == "- |   ← missing")
  }

  @Test func `lines are equal to the byte, not by what looks alike`() throws {
    #expect(try difference("| caf\u{e9}", "cafe\u{301}") != "fits")
  }

  @Test func `a regular expression matches one whole line`() throws {
    #expect(try difference("|~ a+b", "aaab") == "fits")
    #expect(try difference("|~ a+b", "aaabc") == "- |~ a+b   ← missing\n+ | aaabc   ← not expected")
    #expect(try difference("|~ tail\\x20", "tail ") == "fits")
  }

  @Test func `an optional line may be there or not`() throws {
    #expect(try difference("| a\n|? b\n| c", "a\nc") == "fits")
    #expect(try difference("| a\n|? b\n| c", "a\nb\nc") == "fits")
    #expect(try difference("|? a\n|? a\n| a", "a") == "fits")
    #expect(
      try difference("| a\n|? b\n| c", "a\nb\nb\nc")
        == "  | a\n  |? b\n+ | b   ← not expected\n  | c")
  }

  @Test func `any lines are as few as possible`() throws {
    #expect(try difference("| a\n|...\n| z", "a\nb\nc\nz") == "fits")
    #expect(try difference("|...", "") == "fits")
    #expect(try difference("|...\n| z\n|...", "a\nz\nz\nb") == "fits")
    #expect(
      try difference("| a\n|...\n| z", "a\nb\nc")
        == "  | a\n  |...\n- | z   ← missing")
  }

  @Test func `what is forbidden must not occur, and where only that stands others may`() throws {
    #expect(try difference("|! a", "b\nc") == "fits")
    #expect(try difference("|! a", "b\na") == "+ | a   ← '|! a' forbids it")
    #expect(try difference("|! a\n| b", "b") == "fits")
    #expect(try difference("|! a\n| b", "b\nc") == "  | b\n+ | c   ← not expected")
    #expect(try difference("|! a\n| b", "b\na") == "  | b\n+ | a   ← '|! a' forbids it")
    #expect(
      try difference("|! t: {pid}\n|...", "t: 12\nt: x") == "+ | t: 12   ← '|! t: {pid}' forbids it"
    )
  }

  @Test func `the reasons are exact`() throws {
    #expect(
      try difference("| a\n| b\n| c", "b\nc\na")
        == "- | a   ← came later\n  | b\n  | c\n+ | a")
    #expect(
      try difference("| a\n| b\n| c", "c\na\nb")
        == "+ | c\n  | a\n  | b\n- | c   ← came earlier")
    #expect(
      try difference("| a: up", "b: up") == "- | a: up   ← came from b, not a\n+ | b: up")
    #expect(
      try difference("| a: up", "a err: up")
        == "- | a: up   ← came from a err, not a\n+ | a err: up")
    // Once said, a line explains no second one.
    #expect(try difference("| a\n| a", "a") == "  | a\n- | a   ← missing")
    #expect(
      try difference("| pid {t.pid}", "pid 5", values: ["t.pid": "4"])
        == "- | pid {t.pid}   ← missing; {t.pid} is 4\n+ | pid 5   ← not expected")
    #expect(
      try difference("| pid {u.pid}", "pid 5")
        == "- | pid {u.pid}   ← missing; {u.pid} is not bound\n+ | pid 5   ← not expected")
  }

  @Test func `how far a duration is out of its bounds is said`() throws {
    #expect(
      try difference("| took {dur 2s..}", "took 1.5s")
        == "- | took {dur 2s..}   ← 1.5s is less than 2s\n+ | took 1.5s")
    #expect(
      try difference("| {dur ..1m} or {dur ..2s}", "3s or 2.5s")
        == "- | {dur ..1m} or {dur ..2s}   ← 2.5s is more than 2s\n+ | 3s or 2.5s")
    #expect(
      try difference("| took {dur 2s..3s} x", "took 2.5s y")
        == "- | took {dur 2s..3s} x   ← missing\n+ | took 2.5s y   ← not expected")
  }

  @Test func `a pattern that never comes to an end is given up, and named`() throws {
    let record = ["x", String(repeating: "a", count: 40)].map { RecordLine($0) }
    let matcher = Matcher(
      try expectations("| x\n|~ (a+)+b\n|..."), record, PlaceholderValues { _ in nil },
      patience: .milliseconds(100))
    let mismatch = try #require(matcher.mismatch())
    #expect(mismatch.lines == ["- |~ (a+)+b   ← too hard to match"])
    let blessing = Blessing(
      matcher, record, written: ["| x", "|~ (a+)+b", "|..."], judges: false)
    #expect(blessing.refusal == "'|~ (a+)+b' is too hard to match")
  }

  @Test func `patterns stay visible in a difference`() throws {
    #expect(
      try difference("| pid {pid} ran {dur}\n|~ x+\n| c", "pid 1 ran 2s\nxx\nd")
        == "  | pid {pid} ran {dur}\n  |~ x+\n- | c   ← missing\n+ | d   ← not expected")
  }

  @Test func `a long difference is shown near what differs`() throws {
    let lines = (1...50).map { "line \($0)" }
    var expected = lines
    expected[24] = "other"
    #expect(
      try difference(
        expected.map { "| \($0)" }.joined(separator: "\n"), lines.joined(separator: "\n"))
          == """
            … 21 lines more
            | line 22
            | line 23
            | line 24
          - | other   ← missing
          + | line 25   ← not expected
            | line 26
            | line 27
            | line 28
            … 22 lines more
          """)
  }

  @Test(.timeLimit(.minutes(5)))
  func `a long record is done in linear time`() throws {
    let lines = (0..<20_000).map { "t: line \($0)" }
    let record = lines.joined(separator: "\n")
    let expected = lines.map { "| \($0)" }
    #expect(try difference(expected.joined(separator: "\n"), record) == "fits")
    var changed = expected
    changed[10] = "| changed"
    changed.remove(at: 10_000)
    changed[19_990] = "| changed too"
    let text = try difference(changed.joined(separator: "\n"), record)
    #expect(text.contains("- | changed   ← missing\n+ | t: line 10   ← not expected"))
    #expect(text.contains("+ | t: line 10000   ← not expected"))
    #expect(text.contains("- | changed too   ← missing\n+ | t: line 19991   ← not expected"))
    let other = (0..<3_000).map { "| other \($0)" }.joined(separator: "\n")
    #expect(try difference(other, lines[..<3_000].joined(separator: "\n")) != "fits")
  }
}
