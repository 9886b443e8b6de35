import Testing

@testable import proclab

/// The shortest way in reads what the parser of arguments would read, and leaves it the rest.
@Suite struct PlainCommandLineTests {
  @Test func `statements, and words for them`() throws {
    let plain = try #require(PlainCommandLine(["-c", "print {1}", "one", "two words"]))
    #expect(plain.statements == "print {1}")
    #expect(plain.arguments == ["one", "two words"])
  }

  @Test(arguments: [
    [], ["-c"], ["file.lab"], ["-c", "--help"], ["-c", "print a", "--speed"],
    ["-c", "print a", "-h"],
    ["check", "-c", "print a"],
  ])
  func `all else is the parser's`(_ words: [String]) {
    #expect(PlainCommandLine(words) == nil)
  }

  @Test func `both ways give the same`() throws {
    let short = try ToolRun.run("-c", "print {1} {2}", "one", "two")
    let long = try ToolRun.run("run", "-c", "print {1} {2}", "one", "two")
    #expect(short.output == "one two\n")
    #expect(long.output == short.output)
  }
}
