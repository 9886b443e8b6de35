import Testing

@testable import Replay

@Suite struct AnyOrderTests {
  private let block = "|{\n| a: 1\n| a: 2\n| b: 1\n|}"

  @Test(arguments: ["a: 1\na: 2\nb: 1", "a: 1\nb: 1\na: 2", "b: 1\na: 1\na: 2"])
  func `processes may come in any interleaving`(_ record: String) throws {
    #expect(try difference(block, record) == "fits")
    #expect(try difference("| x\n\(block)\n| y", "x\n\(record)\ny") == "fits")
    #expect(try difference("|...\n\(block)\n|...", "x\n\(record)\ny") == "fits")
  }

  @Test func `each process keeps its own order`() throws {
    #expect(
      try difference(block, "a: 2\nb: 1\na: 1")
        == "  |{\n- | a: 1   ← came later\n  | a: 2\n  | b: 1\n+ | a: 1\n  |}")
  }

  @Test func `standard error is the same process's`() throws {
    let block = "|{\n| a: 1\n| a err: 2\n| b: 1\n|}"
    #expect(try difference(block, "b: 1\na: 1\na err: 2") == "fits")
    #expect(try difference(block, "a err: 2\nb: 1\na: 1") != "fits")
  }

  @Test func `what is missing or too much is shown where it belongs`() throws {
    #expect(
      try difference("| x\n\(block)\n| y", "x\nb: 1\na: 1\na: 3\ny")
        == "  | x\n  |{\n  | b: 1\n  | a: 1\n- | a: 2   ← missing\n+ | a: 3   ← not expected\n  |}\n  | y"
    )
    #expect(try difference(block, "a: 1\nc: 9\na: 2\nb: 1").contains("+ | c: 9   ← not expected"))
    #expect(try difference(block, "").hasPrefix("  |{\n- | a: 1   ← missing"))
  }

  @Test func `what came stays the block's, whatever is missing behind it`() throws {
    let block = "|{\n| a: y\n|}"
    #expect(
      try difference("| x\n\(block)\n|...\n| z", "x\na: y")
        == "  | x\n  |{\n  | a: y\n  |}\n  |...\n- | z   ← missing")
    // Nor does a block take more than it needs where any lines may follow.
    #expect(
      try difference("|{\n| a: {num}\n|? b: {num}\n|}\n|...\n| z", "a: 1\na: 2\na: 3")
        == "  |{\n  | a: {num}\n  |}\n  |...\n- | z   ← missing")
    #expect(
      try difference("|...\n\(block)\n| z", "b: 1\nb: 2\nz")
        == "  |...\n  |{\n- | a: y   ← missing\n  |}\n  | z")
    #expect(
      try difference("|...\n\(block)\n| z", "b: 1\na: y\na: w\nz")
        == "  |...\n  |{\n  | a: y\n+ | a: w   ← not expected\n  |}\n  | z")
  }

  @Test func `optional and regex lines may stand in a block`() throws {
    let block = "|{\n|? a: warming up\n|~ a: \\d+\n| b: done\n|? b: bye\n|}"
    for record in [
      "a: 5\nb: done", "b: done\na: warming up\na: 17\nb: bye", "b: done\nb: bye\na: 1",
    ] {
      #expect(try difference(block, record) == "fits")
    }
    #expect(try difference(block, "a: 5\na: warming up\nb: done") != "fits")
    #expect(try difference("|{\n|~ w\\.1: .*\n| w.2: x\n|}", "w.2: x\nw.1: y") == "fits")
  }

  @Test func `a child can't forge another's line`() throws {
    // What it prints is behind its tag, whatever it looks like.
    #expect(try difference("|{\n| a: b: 1\n| b: 1\n|}", "b: 1\na: b: 1") == "fits")
    #expect(try difference("|{\n| a: |}\n| a: | x\n| b: 1\n|}", "a: |}\nb: 1\na: | x") == "fits")
    #expect(try difference(block, "a: 1\na: 2\na: b: 1") != "fits")
  }

  @Test func `many optional lines are no trouble`() throws {
    let optional = (0..<300).map { "|? a: \($0 % 3)" }.joined(separator: "\n")
    let record = (0..<200).map { "a: \($0 % 3)" }.joined(separator: "\n")
    #expect(try difference("|{\n\(optional)\n| b: end\n|}", record + "\nb: end") == "fits")
    #expect(try difference("|{\n\(optional)\n| b: end\n|}", record) != "fits")
    let numbers = [String](repeating: "|? a: {num}", count: 1_500).joined(separator: "\n")
    let counted = (1...1_500).map { "a: \($0)" }.joined(separator: "\n")
    #expect(try difference("|{\n\(numbers)\n|}", counted) == "fits")
    #expect(try difference(numbers, counted) == "fits")
  }

  @Test(.timeLimit(.minutes(1)))
  func `a block of thousands that fails is done in linear time`() throws {
    let lines = (1...10).flatMap { process in (1...1_000).map { "w\(process): \($0)" } }
    let expected = lines.map { "| \($0 == "w3: 500" ? "w3: 0" : $0)" }
    let text = try difference(
      "|{\n\(expected.joined(separator: "\n"))\n|}", lines.joined(separator: "\n"))
    #expect(text.contains("- | w3: 0   ← missing\n+ | w3: 500   ← not expected\n"))
  }
}
