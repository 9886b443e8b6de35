import Foundation
import Testing

/// The samples hold, and they would show it if they did not.
@Suite struct SamplesTests {
  private static let folder = BuiltTool.package.appending(path: "samples")

  static let samples: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { $0.hasSuffix(".lab") }.sorted()
  }()

  static let notebook = samples.filter { $0.hasPrefix("notebook-") }

  @Test func `the notebook's three cells are there`() {
    #expect(
      SamplesTests.notebook == [
        "notebook-exit-codes.lab", "notebook-lifecycle.lab", "notebook-logging.lab",
      ])
  }

  @Test(arguments: samples) func `a sample holds`(_ name: String) throws {
    let outcome = try BuiltTool.run("check", SamplesTests.folder.appending(path: name).path)
    #expect(outcome.status == 0, "\(outcome.text)")
  }

  @Test(arguments: samples) func `a sample says what it is about`(_ name: String) throws {
    let lines = try SamplesTests.lines(of: name)
    #expect(lines.first == "#!/usr/bin/env proclab")
    #expect(lines.dropFirst().first?.hasPrefix("# ") == true)
    #expect(lines.contains { $0.hasPrefix("# ## ") })
    #expect(lines.allSatisfy { $0.count <= 100 })
  }

  /// One letter of each expectation, another one on each line, is made a different letter.
  @Test(arguments: notebook) func `a changed letter is caught`(_ name: String) throws {
    let lines = try SamplesTests.lines(of: name)
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }

    var mutants = 0
    for (number, line) in lines.enumerated() where line.hasPrefix("| ") {
      var letters = Array(line)
      let places = letters.indices.filter { letters[$0].isLetter }
      let place = places[number % places.count]
      letters[place] = letters[place] == "x" ? "y" : "x"
      var mutant = lines
      mutant[number] = String(letters)
      let file = folder.appending(path: "mutant.lab")
      try mutant.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)

      let outcome = try BuiltTool.run("check", file.path)
      let command = try #require(SamplesTests.commandLine(of: number, in: lines))
      #expect(outcome.status == 1, "\(mutant[number])")
      #expect(outcome.text.contains("\(file.path):\(command): "), "\(outcome.text)")
      #expect(outcome.text.contains("- \(mutant[number])"), "\(outcome.text)")
      #expect(outcome.text.contains("+ \(line)"), "\(outcome.text)")
      mutants += 1
    }
    #expect(mutants >= 4)
  }

  private static func lines(of name: String) throws -> [String] {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The number of the line, from 1, where the statement begins that an expectation belongs to.
  private static func commandLine(of expectation: Int, in lines: [String]) -> Int? {
    guard
      let last = lines[..<expectation].lastIndex(where: { !$0.hasPrefix("|") && !$0.isEmpty })
    else { return nil }
    guard lines[last] == "}" else { return last + 1 }
    return lines[..<last].lastIndex { $0.hasSuffix("{") }.map { $0 + 1 }
  }
}
