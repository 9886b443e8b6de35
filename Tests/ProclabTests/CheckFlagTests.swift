import Foundation
import Testing

/// The flags of `proclab check`.
struct CheckFlagTests {
  /// Three files: one that holds, one that does not, one that is skipped.
  private func check(_ flags: String...) throws -> ToolRun {
    try Folder.with { folder in
      _ = try folder.write("print a\n| a\n", to: "a.lab")
      _ = try folder.write("print b\n| <c> & \"d\"\n", to: "b.lab")
      _ = try folder.write("require command nosuchcommand-anywhere\nprint a\n| a\n", to: "c.lab")
      return try ToolProcess(["check"] + flags + [folder.path]).finish().without(folder)
    }
  }

  @Test func `TAP`() throws {
    let run = try check("--tap")
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.contains("1..3"))
    #expect(lines.contains { $0.hasPrefix("ok 1 ") && $0.contains("a.lab") })
    #expect(lines.contains { $0.hasPrefix("not ok 2 ") && $0.contains("b.lab") })
    #expect(lines.contains { $0.hasPrefix("ok 3 ") && $0.contains("# SKIP") })
    #expect(run.status == 1)
  }

  @Test func `JSON, an object a line`() throws {
    let run = try check("--json")
    let objects = try run.output.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(objects.count >= 3)
    #expect(run.output.contains("a.lab") && run.output.contains("c.lab"))
    #expect(run.status == 1)
  }

  @Test func `JUnit, beside the report for a person`() throws {
    try Folder.with { folder in
      let path = try folder.write("print b\n| <c> & \"d\" \\e\n", to: "b.lab")
      let report = "\(folder.path)/report.xml"
      let run = try ToolProcess(["check", "--junit", report, path]).finish().without(folder)
      #expect(run.report.hasPrefix("✗ b.lab\n"))
      let parser = XMLDocumentCheck()
      #expect(parser.parse(try Data(contentsOf: URL(filePath: report))))
      #expect(run.status == 1)
    }
  }

  @Test func `each file belongs to one shard`() throws {
    try Folder.with { folder in
      for number in 1...7 { _ = try folder.write("print a\n| a\n", to: "\(number).lab") }
      var seen: [String] = []
      for shard in 1...3 {
        let run = try ToolProcess(["check", "--shard", "\(shard)/3", folder.path]).finish()
          .without(folder)
        #expect(run.status == 0)
        seen += run.report.split(separator: "\n").filter { $0.hasPrefix("✓") }.map(String.init)
      }
      #expect(seen.sorted() == (1...7).map { "✓ \($0).lab" })
    }
    #expect(try ToolRun.run("check", "--shard", "4/3", ".").status == 2)
    #expect(try ToolRun.run("check", "--shard", "x", ".").status == 2)
  }

  @Test func `repeat hunts a flake down`() throws {
    try Folder.with { folder in
      let path = try folder.write(
        """
        run sh 'echo x >> "$1"; wc -l < "$1"' \(folder.path)/count as t
        |~ t: [1-4]

        """, to: "a.lab")
      let run = try ToolProcess(["check", "--repeat", "6", "-j", "1", path]).finish()
        .without(folder)
      #expect(run.output.contains("6 runs"), "\(run.output)")
      #expect(run.status == 1)
      let count = try String(contentsOfFile: "\(folder.path)/count", encoding: .utf8)
      #expect(count == "x\nx\nx\nx\nx\nx\n")
    }
  }

  @Test func `under stress too`() throws {
    let run = try ToolRun.check("run true as t\nt\n|...\n", "--repeat", "3", "--stress")
    #expect(run.status == 0, "\(run.output)")
  }

  @Test func `fail-fast ends at the first failure`() throws {
    try Folder.with { folder in
      _ = try folder.write("print a\n| b\n", to: "a.lab")
      _ = try folder.write("run touch \(folder.path)/ran\nprint a\n| a\n", to: "b.lab")
      let run = try ToolProcess(["check", "--fail-fast", "-j", "1", folder.path]).finish()
        .without(folder)
      #expect(run.output.contains("stopped at the first failure: 1 of 2 files done"))
      #expect(run.status == 1)
      #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/ran"))
    }
  }

  @Test func `interrupted, it says how far it came, and nothing is left`() throws {
    try Folder.with { folder in
      _ = try folder.write("print a\n| a\n", to: "a.lab")
      _ = try folder.write(
        "run touch \(folder.path)/begun\nspawn sh 'sleep 3600' as t\njoin t for 1h\n|...\n",
        to: "b.lab")
      let tool = try ToolProcess(["check", "-j", "1", folder.path])
      try tool.wait(for: "the second file") {
        FileManager.default.fileExists(atPath: "\(folder.path)/begun")
      }
      tool.send(SIGINT)
      let run = try tool.finish().without(folder)
      #expect(run.output.contains("interrupted: 1 of 2 files done"), "\(run.output)")
      #expect(run.status == 130 || run.signal == SIGINT)
    }
  }
}

/// Whether a text is well-formed XML.
private final class XMLDocumentCheck {
  /// Tags are matched by hand: Foundation's parser would be one more library to link.
  func parse(_ data: Data) -> Bool {
    let text = String(decoding: data, as: UTF8.self)
    var open: [Substring] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
      if rest[..<start].contains(">") { return false }
      guard let end = rest[start...].firstIndex(of: ">") else { return false }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("?") || tag.hasSuffix("/") { continue }
      let name = tag.prefix { $0 != " " && $0 != "\n" }
      if name.hasPrefix("/") {
        guard open.popLast() == name.dropFirst() else { return false }
      } else {
        open.append(name)
      }
    }
    return open.isEmpty && !text.isEmpty && !rest.contains("&;")
  }
}
