import Foundation
import Testing

@testable import ProcessEngine

/// What the articles say is what the code has.
@Suite struct ArticleTests {
  private static let package = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: package.appending(path: path), encoding: .utf8)
  }

  private static func article(_ name: String) throws -> String {
    try text("Sources/ProcessEngine/ProcessEngine.docc/\(name).md")
  }

  private static let articles = [
    "FirstChild", "LifeOfAChild", "WaitingInOnePlace", "WhatIsPromised",
  ]

  /// The blocks of an article that are fenced as Swift.
  private static func blocks(_ article: String) -> [String] {
    article.components(separatedBy: "```swift\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
  }

  @Test func whatIsShownStandsInAProgram() throws {
    let programs = try ["FirstChild", "Household"].map {
      try ArticleTests.text("Tests/\($0)/\($0).swift")
    }
    var shown = 0
    for name in ArticleTests.articles {
      for block in ArticleTests.blocks(try ArticleTests.article(name)) {
        #expect(programs.contains { $0.contains(block) }, "\(name):\n\(block)")
        shown += 1
      }
    }
    #expect(shown >= 8)
  }

  @Test func theFirstChildTakesTenLines() throws {
    let program = try ArticleTests.text("Tests/FirstChild/FirstChild.swift")
    #expect(ArticleTests.blocks(try ArticleTests.article("FirstChild")).first == program)
    let lines = program.split(separator: "\n").filter { !$0.hasPrefix("import ") }
    #expect(lines.count == 10)
  }

  @Test func theTableOfLivesIsTheReducers() throws {
    let states: [LifeState] = [
      .initial, .started, .paused(.stop), .exited(.exited(0)), .stopped(.exited(0)),
    ]
    let events: [LifeEvent] = [
      .execSucceeded, .stopped(.stop), .stopped(.terminalStop), .continued, .ended(.exited(0)),
      .ended(.lost), .treeEmptied,
    ]
    var rows = ["| state | event | becomes | what the engine does |", "|---|---|---|---|"]
    for state in states {
      for event in events {
        // A first stop is by any signal: one row is enough.
        if state == .started, event == .stopped(.stop) { continue }
        let (next, actions) = LifeReducer.reduce(state, event)
        guard next != state || !actions.isEmpty else { continue }
        let done = actions.map { ArticleTests.code($0) }.joined(separator: ", ")
        let row = [state, event, next].map { ArticleTests.code($0) }.joined(separator: " | ")
        rows.append("| \(row) | \(done) |")
      }
    }
    try expectTable(rows)
  }

  @Test func theTableOfTreesIsTheirs() throws {
    var rows = ["| tree | event | becomes |", "|---|---|---|"]
    for state in [TreeState.unborn, .led, .leaderless, .empty] {
      for event in [TreeState.Event.born, .leaderEnded, .counted(0), .counted(1)] {
        let next = state.after(event)
        guard next != state else { continue }
        let row = [state, event, next].map { ArticleTests.code($0) }.joined(separator: " | ")
        rows.append("| \(row) |")
      }
    }
    try expectTable(rows)
  }

  /// A table of the article on lives is these rows, and no more.
  private func expectTable(
    _ rows: [String], at place: SourceLocation = #_sourceLocation
  ) throws {
    let table = "\n\n\(rows.joined(separator: "\n"))\n\n"
    let article = try ArticleTests.article("LifeOfAChild")
    #expect(article.contains(table), "\(table)", sourceLocation: place)
  }

  /// A value as the tables write it.
  private static func code(_ value: Any) -> String {
    let text = "\(value)"
      .replacing("ProcessEngine.Signal(number: 19)", with: "S")
      .replacing("ProcessEngine.Signal(number: 20)", with: "T")
      .replacing("ProcessEngine.ExitStatus.exited(0)", with: "E")
      .replacing("ProcessEngine.ExitStatus.lost", with: "lost")
    return "`\(text)`"
  }

  @Test func whatIsPromisedIsTested() throws {
    let names = try ArticleTests.article("WhatIsPromised").matches(of: #/`(\w+Tests)\.(\w+)`/#)
    #expect(names.count > 50)
    for name in names {
      let suite = try ArticleTests.text("Tests/ProcessEngineTests/\(name.1).swift")
      #expect(suite.contains("func \(name.2)("), "\(name.0)")
    }
  }

  @Test func theLimitsAreAsSaid() throws {
    let options = EngineOptions(runMarker: "")
    let limits = """
      | bytes kept of a stream | \(Launch([]).captureLimit >> 20) MiB, at least 4 KiB | \
      ``Launch/captureLimit`` |
      | bytes kept of all streams | \(options.totalCaptureLimit >> 20) MiB, and 4 KiB of each open \
      stream in any case | ``EngineOptions/totalCaptureLimit`` |
      | bytes read of a stream in one round | \(options.bytesPerRound >> 10) KiB | \
      ``EngineOptions/bytesPerRound`` |

      """
    let article = try ArticleTests.article("WhatIsPromised")
    #expect(article.contains(limits))
  }

  /// Nothing public is left to be found by chance: each type is on the first page, and whatever an
  /// engine does is on its own.
  @Test func thePagesLeaveNothingOut() throws {
    let sources = ArticleTests.package.appending(path: "Sources/ProcessEngine")
    let files = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    let first = try ArticleTests.article("ProcessEngine")
    let engine = try ArticleTests.article("Extensions/Engine")
    var found = 0
    for case let file as URL in files where file.pathExtension == "swift" {
      let source = try String(contentsOf: file, encoding: .utf8)
      for type in source.matches(
        of: #/(?m)^public (?:final )?(?:class|struct|enum|protocol) (\w+)/#)
      {
        #expect(first.contains("\n- ``\(type.1)``\n"), "\(type.1)")
        found += 1
      }
      guard file.lastPathComponent.hasPrefix("Engine"), !file.path.contains("EngineOptions") else {
        continue
      }
      for member in source.matches(of: #/(?m)^  public (?:func|var|let) (\w+)/#)
      where file.lastPathComponent != "EngineError.swift" {
        #expect(engine.contains("\n- ``\(member.1)"), "\(member.1)")
        found += 1
      }
    }
    #expect(found > 60)
  }
}
