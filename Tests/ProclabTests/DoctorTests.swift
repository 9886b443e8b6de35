import Foundation
import Testing

/// What the machine of a test offers is not known, but the shape of the report is.
@Suite struct DoctorTests {
  private static let names = [
    "kernel", "pidfd", "group-pidfd", "late-status", "clone", "subreaper", "children", "isolate",
    "pty", "descriptors", "processes",
  ]

  @Test func `every line says what there is, or what is missing and what follows`() throws {
    let run = try ToolRun.run("doctor")
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.count == DoctorTests.names.count)
    for (line, name) in zip(lines, DoctorTests.names) {
      let words = line.split(separator: " ", omittingEmptySubsequences: true)
      #expect(words.first.map(String.init) == name)
      #expect(["ok", "missing"].contains(words[1]))
      #expect(words.count > 3, "\(line)")
    }
    // These tests run, so what they need is there.
    #expect(run.status == 0, "\(run.output)")
    #expect(lines[1] == "pidfd        ok       signals reach the process that is meant, or nobody")
  }

  @Test func `the release is the kernel's own`() throws {
    let release = try Spawned.output(of: ["uname", "-r"])
    let line = try ToolRun.run("doctor").output.split(separator: "\n")[0]
    let version = try #require(line.split(separator: " ").last)
    #expect(release.hasPrefix(version), "\(line)")
  }

  @Test func `what proclab needs and is not there makes it fail`() throws {
    let script = "ulimit -n 40; \(BuiltTool.path) doctor; echo $?"
    let text = try Spawned.output(of: ["sh", "-c", script])
    #expect(
      text.contains("descriptors  missing  limit 40: no room for a child (proclab needs it)\n"),
      "\(text)")
    #expect(text.hasSuffix("\n1\n"))
  }

  @Test func `a limit is told with the room that it leaves`() throws {
    let script = "ulimit -n 464; \(BuiltTool.path) doctor"
    let text = try Spawned.output(of: ["sh", "-c", script])
    #expect(
      text.contains("descriptors  ok       limit 464, room for about 100 children at once\n"),
      "\(text)")
  }
}
