import Foundation
import Testing

/// `FailureCatalogue.md` against the sources of the tests.
struct FailureCatalogueTests {
  /// A test as the page names it.
  private struct Name: Hashable, CustomStringConvertible {
    let target: String
    let suite: String
    let function: String
    var description: String { "\(target)/\(suite).\(function)" }
  }

  private struct Row {
    let number: Int
    let cells: [String]
    let tests: [Name]
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  private func rows() throws -> [Row] {
    let page = Self.folder.appending(path: "FailureCatalogue.md")
    return try String(contentsOf: page, encoding: .utf8).split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard let number = cells.first.flatMap({ Int($0) }) else { return nil }
      let tests = (cells.last ?? "").matches(of: #/`(?:(\w+)\/)?(\w+)\.([^`]+)`/#).map { match in
        Name(
          target: String(match.1 ?? "ProcessEngineTests"), suite: String(match.2),
          function: String(match.3))
      }
      return Row(number: number, cells: cells, tests: tests)
    }
  }

  @Test func allRowsAreThere() throws {
    let rows = try rows()
    #expect(rows.map(\.number) == Array(1...44))
    for row in rows {
      #expect(row.cells.count == 4, "row \(row.number)")
      let isCovered = !row.tests.isEmpty
      #expect(isCovered || row.cells.last?.contains("Not covered") == true, "row \(row.number)")
    }
  }

  @Test func thePageAndTheSourcesAgree() throws {
    let functions = try functions()
    let known = Set(functions.map(\.name))
    let rows = try rows()
    for row in rows {
      for test in row.tests {
        let exists = known.contains(test)
        #expect(exists, "row \(row.number): there is no \(test)")
      }
    }
    let named = rows.reduce(into: [:]) { $0[$1.number] = Set($1.tests) }
    for function in functions {
      for row in function.rows {
        let isNamed = named[row]?.contains(function.name) == true
        #expect(isNamed, "row \(row) doesn't name \(function.name)")
      }
    }
  }

  private struct Function {
    let name: Name
    /// Those that its comment says it is about.
    let rows: [Int]
  }

  /// The tests of all targets.
  private func functions() throws -> [Function] {
    let tests = Self.folder.deletingLastPathComponent()
    let manager = FileManager.default
    return try manager.contentsOfDirectory(atPath: tests.path).flatMap { target in
      try manager.contentsOfDirectory(atPath: tests.appending(path: target).path)
        .filter { $0.hasSuffix("Tests.swift") }
        .flatMap { file in
          let path = tests.appending(path: target).appending(path: file)
          return functions(
            try String(contentsOf: path, encoding: .utf8), target,
            String(file.dropLast(".swift".count)))
        }
    }
  }

  /// The tests of a source, each with the rows that what stands before it speaks of.
  private func functions(_ source: String, _ target: String, _ suite: String) -> [Function] {
    var functions: [Function] = []
    var (isTest, rows) = (false, [Int]())
    for line in source.split(separator: "\n") {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("/// Row"),
        let comment = text.firstMatch(of: #/^\/\/\/ Rows? (\d+)(?: and (\d+))?\b/#)
      {
        rows += [comment.1, comment.2 ?? ""].compactMap { Int($0) }
      }
      if text.hasPrefix("@Test") { isTest = true }
      guard isTest, let name = text.firstMatch(of: #/\bfunc (?:`([^`]+)`|(\w+))/#) else { continue }
      let function = String(name.1 ?? name.2 ?? "")
      functions.append(
        Function(name: Name(target: target, suite: suite, function: function), rows: rows))
      (isTest, rows) = (false, [])
    }
    return functions
  }
}
