import Foundation
import Testing

/// One text for what a verb is, wherever it is told.
@Suite struct PromptHelpTests {
  @Test func `help fits one screen`() throws {
    let lines = try BuiltTool.run("-c", "help").text.split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 23)
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test func `the manual page tells of every verb that help names, and roff finds no fault`() throws
  {
    let page = try BuiltTool.run("manual").text
    let help = try BuiltTool.run("-c", "help").text
    let groups = help.components(separatedBy: "\n\n")[1].split(separator: "\n")
    let verbs = groups.flatMap { $0.split(separator: " ").dropFirst() }
    #expect(verbs.count > 30)
    for verb in verbs { #expect(page.contains(".B \"\(verb)"), "\(verb)") }
    for section in ["NAME", "SYNOPSIS", "PROMPT", "VERBS", "ENVIRONMENT", "EXIT STATUS"] {
      #expect(page.contains("\n.SH \(section)\n"), "\(section)")
    }
    guard try !Spawned.output(of: ["sh", "-c", "command -v groff"]).isEmpty else { return }
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).1")
    try page.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let complaints = try Spawned.output(of: [
      "sh", "-c", "groff -man -ww -K utf8 -T utf8 -z \"$1\" 2>&1", "sh", file.path,
    ])
    #expect(complaints == "")
  }
}
