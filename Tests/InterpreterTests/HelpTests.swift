import Foundation
import Interpreter
import Language
import Testing

/// The verbs' own words: help, examples, and the list that all of them are in.
struct HelpTests {
  @Test func `every file in Verbs is in the list of verbs`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Interpreter/Verbs").standardized
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let listed = Set(verbs.map { "\($0)" })
    let missing = files.filter { $0.hasSuffix(".swift") }
      .map { String($0.dropLast(".swift".count)) }
      .filter { !listed.contains($0) }
    #expect(missing == [], "these files in Verbs/ are missing from VerbList.swift")
    #expect(files.count == verbs.count, "a verb stands outside Verbs/")
  }

  @Test func `names are unique, and every verb has all that help shows`() {
    #expect(Set(verbs.map { $0.name }).count == verbs.count)
    for verb in verbs {
      let manual = verb.manual
      #expect(!manual.forms.isEmpty && !manual.example.isEmpty, "\(manual.name)")
      #expect(manual.forms.allSatisfy { $0.split(separator: " ").first == manual.name[...] })
      #expect(!manual.summary.isEmpty && manual.summary.last != ".", "\(manual.name)")
      #expect(manual.detail.isEmpty || manual.detail.last == ".", "\(manual.name)")
      let usesVerb = manual.example.contains(manual.name)
      #expect(usesVerb, "the example of '\(manual.name)' does not show it")
    }
  }

  @Test(arguments: verbs.map { $0.name })
  func `every verb's example works as typed`(name: String) throws {
    let manual = try #require(verb(named: name)).manual
    try Bench.open { bench in
      bench.output.terminal = ScriptedTerminal()
      let text = bench.transcript(manual.example)
      #expect(!text.contains("error:"), "\(text)")
      #expect(!text.contains("took too long"), "\(text)")
    }
  }

  @Test(arguments: verbs.map { $0.name })
  func `help tells a verb's forms, what it does, and an example`(name: String) throws {
    let manual = try #require(verb(named: name)).manual
    try Bench.open { bench in
      let lines = bench.run("help \(name)").split(separator: "\n").map(String.init)
      #expect(Array(lines.prefix(manual.forms.count)) == manual.forms)
      #expect(lines.dropFirst(manual.forms.count).first == "  \(manual.summary)")
      let example = manual.example.split(separator: "\n").map { "  \($0)" }
      #expect(Array(lines.suffix(example.count + 1)) == ["example:"] + example)
      #expect(lines.allSatisfy { displayWidth($0) <= 80 }, "\(lines)")
    }
  }

  @Test func `help join, whole`() throws {
    try expectSession(
      """
      help join
      | join T [for D]
      | join any T [for D]
      |   wait for the end
      |   Then prints what the process wrote and was not printed before. Like
      |   Python's, a join that runs out of time is silent and changes nothing. It
      |   waits for the exit, never for a pipe that a grandchild holds. 'join any'
      |   returns for one that was not yet seen to end.
      | example:
      |   spawn sh 'echo hello; exit 3' as t
      |   join t
      |   t.exitcode
      """)
  }

  @Test func `help fits one screen and names every verb`() throws {
    try Bench.open { bench in
      let lines = bench.run("help").split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 23)
      #expect(lines.allSatisfy { displayWidth($0) <= 80 })
      let words = Set(lines.flatMap { $0.split(separator: " ") }.map(String.init))
      #expect(verbs.allSatisfy { words.contains($0.name) })
    }
  }

  @Test(arguments: HelpTopic.all.map(\.name))
  func `a topic fits one screen, and its example works`(name: String) throws {
    try Bench.open { bench in
      let lines = bench.run("help \(name)").split(separator: "\n").map(String.init)
      #expect(lines.count <= 23 && lines.allSatisfy { displayWidth($0) <= 80 })
      #expect(bench.run("help").contains(name))
      let example = lines.drop { $0 != "example:" }.dropFirst().joined(separator: "\n")
      let text = bench.transcript(example)
      #expect(!text.contains("error:"), "\(text)")
    }
  }

  @Test func `help of what is no verb`() throws {
    try expectSession(
      """
      help spwan
      | error: 'spwan' is not a verb
      | hint: did you mean 'spawn'?
      """)
  }
}
