import Testing

@Suite struct RequireTests {
  @Test(arguments: [
    "require linux", "require kernel 2.6", "require kernel 3", "require command sh",
    "require command /bin/sh",
  ])
  func `what holds is silent`(_ line: String) throws {
    let run = try ToolRun.run("-c", "\(line); print on")
    #expect(run.status == 0)
    #expect(run.output == "on\n")
  }

  @Test(arguments: [
    ("require kernel 99.1", "needs kernel 99.1, this is "),
    ("require command no-such", "needs the command 'no-such'"),
    ("require command /etc/passwd", "needs the command '/etc/passwd'"),
    ("require command /bin", "needs the command '/bin'"),
  ])
  func `what does not hold skips the rest`(_ line: String, _ reason: String) throws {
    let run = try ToolRun.run("-c", "spawn sleep 614 as t\n\(line)\nprint on")
    #expect(run.status == 77)
    #expect(run.output == "")
    #expect(run.error.hasPrefix("skipped: \(reason)"))
    let shop = try Workshop()
    try shop.write("a.lab", "\(line)\nprint on\n| off\n")
    #expect(try shop.run("a.lab").status == 77)
    #expect(try shop.run("check", "a.lab").status == 77)
  }

  @Test func `what went wrong before counts more`() throws {
    let shop = try Workshop()
    try shop.write("a.lab", "print a\n| b\nrequire command no-such\n")
    #expect(try shop.run("check", "a.lab").status == 1)
  }

  @Test(arguments: [
    ("require", "'require' needs what it needs"),
    ("require windows", "'windows' can't be required"),
    ("require kernel six", "'six' is not a version"),
    ("require kernel 6.", "'6.' is not a version"),
    ("require kernel", "'require' needs a version, such as 6.9"),
    ("require linux too", "'too' is not expected here"),
  ])
  func `what is unknown is an error before anything runs`(_ line: String, _ message: String) throws
  {
    let run = try ToolRun.run("-c", "print before\n\(line)")
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.error.hasPrefix("error: \(message)\n"), "\(run.error)")
  }
}
