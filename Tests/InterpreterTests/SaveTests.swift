import Language
import Testing

@testable import Interpreter

/// What a live session writes of itself.
struct SaveTests {
  private func saved(_ text: String) throws -> String {
    try Bench.open(.live) { bench in
      for line in text.split(separator: "\n") {
        bench.session.observeAsTyped()
        _ = bench.run(String(line))
      }
      return bench.session.savedSession().text
    }
  }

  /// What stands in a file that was saved while a session ran, without its first line.
  private func files(_ text: String, _ names: String...) throws -> [String] {
    try Bench.open(.live) { bench in
      for line in text.split(separator: "\n") {
        bench.session.observeAsTyped()
        _ = bench.run(String(line))
      }
      return try names.map { name in
        let path = try bench.value("dir") + "/" + name
        return try readFile(FileName(path)).split(separator: UInt8(ascii: "\n")).dropFirst()
          .map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
      }
    }
  }

  @Test func `a save is no part of what is saved, but its line is`() throws {
    #expect(
      try files(
        """
        print one
        spawn cat as t with stdin pipe; save {dir}/a; print two
        save {dir}/b
        close t; join t ; save {dir}/c
        """, "a", "b", "c") == [
          """
          print one
          | one
          spawn cat as t with stdin pipe
          # What still lived when this was saved:
          stop t
          |...
          """,
          """
          print one
          | one
          spawn cat as t with stdin pipe; print two
          | two
          # What still lived when this was saved:
          stop t
          |...
          """,
          """
          print one
          | one
          spawn cat as t with stdin pipe; print two
          | two
          close t; join t
          """,
        ])
  }

  @Test func `of a block that saves, only what is done with can be told`() throws {
    #expect(
      try files(
        "for x in 1 2 { print {x}; save {dir}/a{x}; print {x}{x} }\nsave {dir}/b", "a1", "a2", "b")
        == [
          """
          # Interrupted:
          #   for x in 1 2 { print {x}; save {dir}/a{x}; print {x}{x} }
          print done
          | done
          """,
          """
          # Interrupted:
          #   for x in 1 2 { print {x}; print {x}{x} }
          print done
          | done
          """,
          """
          for x in 1 2 { print {x}; print {x}{x} }
          | 1
          | 11
          | 2
          | 22
          """,
        ])
  }

  @Test func `a save that fails is an error like any other`() throws {
    #expect(
      try files("print one\nsave /nonexistent/x\nsave {dir}/a", "a") == [
        """
        print one
        | one
        save /nonexistent/x
        | error: cannot write '/nonexistent/x': not found
        """
      ])
  }

  @Test func `statements stand with what they printed`() throws {
    #expect(
      try saved("print a\nrun sh 'echo x; echo y >&2' as t\nt.exitcode") == """
        # Recorded at the prompt of proclab.
        print a
        | a
        run sh 'echo x; echo y >&2' as t
        | t: x
        | t err: y
        t.exitcode
        | 0

        """)
  }

  @Test func `pids and folders that a child prints are placeholders`() throws {
    let text = try saved("run sh 'echo pid $$, and $1/x' {dir} as t")
    #expect(text.contains("| t: pid {pid}, and {dir}/x\n"))
  }

  @Test func `what is measured is a placeholder in JSON too`() throws {
    let text = try saved("run true as t\nt.took json\nshow t json")
    #expect(text.contains("t.took json\n| {num}\n"))
    #expect(text.contains("\"exitcode\": 0, "))
    #expect(text.contains("\"took\": {num}, "))
  }

  @Test func `in JSON each part is what it is`() throws {
    let text = try saved("run true as t\nps json\ntimeline t json\nstats t json")
    #expect(text.contains("\"pid\": {pid}, \"ppid\": {pid}, "))
    #expect(
      text.contains(#"| \{"process": "t", "start": {num}, "end": {num}, "took": {num}}"#))
    #expect(text.contains(#""took": \{"min": {num}, "median": {num}, "#))
  }

  @Test func `what was measured and filled into a command is a placeholder where it comes back`()
    throws
  {
    let text = try saved("run true as t\nrun echo {t.took} t={t.took:>12}. {t.took:.3} 0.5 as u")
    #expect(text.contains("| u: {dur} t="))
    #expect(text.contains(" {num} 0.5\n"))
  }

  @Test func `how much was dropped is a number that differs each time`() throws {
    let text = try saved("run sh 'seq 300000' as t\noutput t last 99999999")
    #expect(text.contains("as t\n| t: … {num} bytes dropped\n"))
    #expect(text.contains("last 99999999\n| t: … {num} bytes dropped\n"))
  }

  @Test func `events and the history are any lines`() throws {
    #expect(
      try saved("run true as t\nprint a; events t; print b\nfor n in 1 { history }").contains(
        "\n| a\n|...\n| b\nfor n in 1 { history }\n|...\n"))
  }

  @Test func `what a template prints is a placeholder where it differs each time`() throws {
    #expect(
      try saved("run true as t\nprint {t.pid} {t.took} \"{t.name:>12}\"").contains(
        "| {pid} {dur}    Process-1\n"))
  }

  @Test func `what a child's braces and blanks look like`() throws {
    #expect(
      try saved(#"run printf '%s\n' '{pid} {*} {a,b}' 'end  ' '| x' as t"#).contains(
        #"""
        | t: \{pid} \{*} \{a,b}
        | t: end\x20\x20
        | t: | x

        """#))
  }

  @Test func `errors stay with their words`() throws {
    #expect(
      try saved("tremble x\njoin nobody").contains(
        """
        tremble x
        | error: 'tremble' is not a verb
        | hint: did you mean 'terminate'?
        join nobody
        | error: no process is called 'nobody'

        """))
  }

  @Test func `what still lives is stopped at the end`() throws {
    #expect(
      try saved("spawn sleep 60 as t").hasSuffix(
        "spawn sleep 60 as t\n# What still lived when this was saved:\nstop t\n|...\n"))
  }

  @Test func `a session that printed nothing still checks something`() throws {
    #expect(try saved("new true as t").hasSuffix("new true as t\nprint done\n| done\n"))
  }

  @Test func `an entry that was cut short`() {
    func lines(_ text: String, _ statements: String..., interruptedAt place: Int) -> [String] {
      var entry = TranscriptEntry(
        observations: [], text: text, statements: statements.map { ($0, Span(0, $0.utf8.count)) })
      entry.begin(statement: place)
      entry.interrupt()
      return entry.steps.flatMap(\.lines)
    }
    #expect(lines("run cat as c", "run cat as c", interruptedAt: 0) == ["spawn cat as c"])
    #expect(
      lines("repeat 2 {\n  sleep 9\n}", "repeat 2 {\n  sleep 9\n}", interruptedAt: 0) == [
        "# Interrupted:", "#   repeat 2 {", "#     sleep 9", "#   }",
      ])
    #expect(
      lines(
        "spawn cat as c; run cat as d; print a", "spawn cat as c", "run cat as d", "print a",
        interruptedAt: 1) == [
          "spawn cat as c", "spawn cat as d", "# Interrupted:", "#   print a",
        ])
  }

  @Test func `without a person, the lines that ran`() throws {
    try Bench.open { bench in
      let text = """
        run echo hello as t; t.exitcode
        for n in 1 2 { print {n} {t.pid} }
        spawn sleep 60 as u
        tremble
        u.state; save {dir}/a; u.state
        """
      for line in text.split(separator: "\n") { _ = bench.run(String(line)) }
      let path = try bench.value("dir") + "/a"
      #expect(
        String(decoding: try readFile(FileName(path)), as: UTF8.self) == """
          # Recorded by proclab.
          run echo hello as t; t.exitcode
          | t: hello
          | 0
          for n in 1 2 { print {n} {t.pid} }
          | 1 {pid}
          | 2 {pid}
          spawn sleep 60 as u
          tremble
          | error: 'tremble' is neither a verb nor a process
          | hint: did you mean 'terminate'?
          u.state
          | started
          # What still lived when this was saved:
          stop u
          |...

          """)
    }
  }

  @Test func `of what nobody typed, not without end`() throws {
    try Bench.open { bench in
      for _ in 0...10_000 { _ = bench.run("new true") }
      #expect(
        bench.run("save {dir}/a")
          == "error: this session is too long to be written: nobody typed it, so not all is kept")
    }
  }
}
