import Foundation
import Testing

/// What the README shows is what the tool does.
@Suite struct ReadmeTests {
  private static let file = BuiltTool.package.appending(path: "README.md")

  private static let readme = (try? String(contentsOf: file, encoding: .utf8)) ?? ""

  /// The text of each block that is fenced as `lab`.
  static let sessions: [String] = readme.components(separatedBy: "\n```lab\n").dropFirst().map {
    String($0.prefix(upTo: $0.range(of: "```")?.lowerBound ?? $0.endIndex))
  }

  @Test func `there are sessions`() {
    #expect(ReadmeTests.sessions.count >= 5)
  }

  @Test(arguments: sessions) func `a session holds`(_ session: String) throws {
    let outcome = try ReadmeTests.check(session)
    #expect(outcome.status == 0, "\(outcome.text)")
  }

  /// The first of the five minutes, typed at a real terminal: only pids and durations are others.
  @Test func `the prompt's first lines are as shown`() throws {
    let start = "proclab 0▸ "
    let shown = try #require(
      ReadmeTests.readme.components(separatedBy: "\n```text\n").first { $0.hasPrefix(start) }?
        .components(separatedBy: "\n```").first)
    let terminal = try PromptTerminal()
    var told = ""
    for line in shown.split(separator: "\n") {
      if let typed = line.split(separator: "▸ ").dropFirst().first, line.hasPrefix("proclab ") {
        try terminal.enter(String(typed))
      }
      told += (told.isEmpty ? "" : "\n") + line
      // What is told of a process comes when it comes; what follows is typed only then.
      let wanted = told.calmOfTheFirstMinutes
      try terminal.wait("'\(line)'") { $0.calmOfTheFirstMinutes.contains(wanted) }
    }
  }

  /// The mistake that the first five minutes make on purpose, and what they show of it.
  @Test func `the first mismatch is as shown`() throws {
    let mended = try #require(ReadmeTests.sessions.first { $0.contains("\nweb.exitcode\n| 0\n") })
    let mistaken = mended.replacing("| 0\n", with: "| 1\n")
    #expect(ReadmeTests.readme.contains("```text\n\(mistaken)```"))
    let shop = try Workshop()
    for (text, status) in [(mistaken, Int32(1)), (mended, 0)] {
      try shop.write("first.lab", text)
      let outcome = try shop.run("check", "first.lab")
      #expect(outcome.status == status)
      let shown = "```text\n$ proclab check first.lab\n\(outcome.calmOutput)```"
      #expect(ReadmeTests.readme.calm.contains(shown), "\(shown)")
    }
  }

  /// The table of verbs is what `help` says; `UPDATE_README=1` rewrites it.
  @Test func `the verbs are those of help`() throws {
    let table = "<!-- verbs -->\n\(try ReadmeTests.verbTable())\n<!-- /verbs -->"
    let start = try #require(ReadmeTests.readme.range(of: "<!-- verbs -->"))
    let end = try #require(ReadmeTests.readme.range(of: "<!-- /verbs -->"))
    let region = start.lowerBound..<end.upperBound
    if ProcessInfo.processInfo.environment["UPDATE_README"] != nil {
      let updated = ReadmeTests.readme.replacingCharacters(in: region, with: table)
      try updated.write(to: ReadmeTests.file, atomically: true, encoding: .utf8)
      return
    }
    #expect(
      String(ReadmeTests.readme[region]) == table,
      "run 'UPDATE_README=1 make test ONLY=ReadmeTests' and look at the difference")
  }

  private static func check(_ session: String) throws -> BuiltTool.Outcome {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "\(UUID().uuidString).lab")
    try session.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    return try BuiltTool.run("check", file.path)
  }

  private static func verbTable() throws -> String {
    let text = try BuiltTool.run("manual", "--verbs").text
    return text.split(separator: "\n").joined(separator: "\n")
  }
}

extension String {
  /// The text without what the prompt says of itself before, and with no number that differs from
  /// run to run.
  fileprivate var calmOfTheFirstMinutes: String {
    self[(range(of: "proclab 0▸ spawn")?.lowerBound ?? endIndex)...]
      .replacing(#/pid \d+/#, with: "pid N")
      .replacing(#/after [0-9.]+(ms|s)/#, with: "after D")
      .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .joined(separator: "\n")
  }
}
