import Foundation
import Testing

/// What machines read of a check.
@Suite struct CheckFormatTests {
  private func shop() throws -> Workshop {
    let shop = try Workshop()
    try shop.write("sub/a.lab", "print \"a <&> \\\"q\\\"\"\n| \"b\" <x>\n")
    try shop.write("sub/b#1.lab", "print a\n| a\n")
    try shop.write("c.lab", "require command no-such-command\nprint a\n| a\n")
    try shop.write("d.lab", "|x\n")
    return shop
  }

  @Test func `TAP`() throws {
    let outcome = try shop().run("check", "--tap", ".")
    #expect(outcome.status == 2)
    let lines = outcome.output.split(separator: "\n").filter { !$0.contains("duration_ms") }
    #expect(
      lines.joined(separator: "\n") == """
        TAP version 13
        1..4
        ok 1 - ./c.lab # SKIP needs the command 'no-such-command'
        not ok 2 - ./d.lab
          ---
          message: "error: this expectation has no line that it could belong to"
          severity: error
          report: |
            error: this expectation has no line that it could belong to
             --> ./d.lab:1:1
            1 | |x
              | ^^
          ...
        not ok 3 - ./sub/a.lab
          ---
          message: "line 1 not as expected"
          severity: fail
          report: |
            ./sub/a.lab:1: print "a <&> \\"q\\""
              - | "b" <x>   ← missing
              + | a <&> "q"   ← not expected
          ...
        ok 4 - ./sub/b\\#1.lab
        """)
  }

  @Test func `JSON, an object a line`() throws {
    let outcome = try shop().run("check", "--json", ".")
    let objects = try outcome.output.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(
      objects.compactMap { $0["file"] as? String } == [
        "./c.lab", "./d.lab", "./sub/a.lab", "./sub/b#1.lab",
      ])
    #expect(
      objects.compactMap { $0["status"] as? String } == [
        "skipped", "malformed", "failed", "passed",
      ])
    let failures = try #require(objects[2]["failures"] as? [[String: Any]])
    #expect(failures.first?["line"] as? Int == 1)
    #expect(failures.first?["statement"] as? [String] == ["print \"a <&> \\\"q\\\"\""])
    #expect(objects.last?["failed"] as? Int == 2)
  }

  @Test func `JUnit`() throws {
    let shop = try shop()
    #expect(try shop.run("check", "--junit", "j.xml", ".").status == 2)
    let xml = try shop.read("j.xml")
    let parser = XMLReader(xml)
    #expect(parser.isWellFormed)
    #expect(parser.elements.filter { $0 == "testcase" }.count == 4)
    #expect(parser.elements.filter { ["failure", "error", "skipped"].contains($0) }.count == 3)
    #expect(xml.contains(#"tests="4" failures="1" errors="1" skipped="1""#))
    #expect(xml.contains(#"classname="./sub" name="a.lab""#))
    #expect(parser.text.contains("- | \"b\" <x>   ← missing"))
  }

  @Test(arguments: ["", "--tap", "--json", "--junit /dev/stdout"])
  func `a name drives no terminal and ends no line`(_ flags: String) throws {
    let shop = try Workshop()
    let name = "a\nb\t\u{1B}[1m.lab"
    try shop.write(name, "print a\n| b\nkill nosuch\n")
    let run = try shop.start(["check"] + flags.split(separator: " ").map(String.init) + [name])
      .finish()
    #expect(run.status == 1)
    #expect(!run.output.contains("\u{1B}"))
    #expect(!run.output.contains("\t"))
    let report = run.output.replacing("\\\\", with: "\\")
    #expect(report.contains("--> a\\x0ab\\t\\e[1m.lab:3:6"), "\(run.output)")
  }

  @Test func `a report that goes to what is open is written there, and the name stays`() throws {
    let name = "/dev/stdout"
    let before = try FileManager.default.destinationOfSymbolicLink(atPath: name)
    let outcome = try shop().run("check", "--junit", name, "sub/b#1.lab")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("<testsuites"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: name) == before)
  }
}

/// Elements and text of a document, as far as it is well-formed.
private final class XMLReader {
  private(set) var elements: [String] = []
  private(set) var text = ""
  private(set) var isWellFormed = true

  /// Reads by hand what the report uses of XML: tags, attributes, five entities and references.
  init(_ xml: String) {
    var open: [Substring] = []
    var rest = xml[...]
    while let start = rest.firstIndex(of: "<") {
      text += decoded(rest[..<start])
      guard let end = rest[start...].firstIndex(of: ">") else {
        isWellFormed = false
        return
      }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("?") { continue }
      if tag.hasPrefix("/") {
        if open.popLast() != tag.dropFirst() { isWellFormed = false }
        continue
      }
      let name = tag.prefix { $0 != " " && $0 != "/" }
      elements.append(String(name))
      if tag.contains("<") || tag.count(where: { $0 == "\"" }) % 2 != 0 { isWellFormed = false }
      if !tag.hasSuffix("/") { open.append(name) }
    }
    if !open.isEmpty { isWellFormed = false }
  }

  private func decoded(_ text: Substring) -> String {
    String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing(
      "&quot;", with: "\""
    )
    .replacing("&amp;", with: "&").description
  }
}
