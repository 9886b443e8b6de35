import Interpreter
import Testing

/// `save FILE`: a session at a live prompt as a session file.
struct SaveTests {
  @Test func `what was typed with what it printed, and what differs as placeholders`() throws {
    let text = try saved { bench in
      bench.type("run sh 'echo hello; exit 3' as t")
      bench.type("t.exitcode")
      bench.type("print {t.pid} {t.took} \"{t.name:>12}\"")
      bench.type("kill nobody-there")
    }
    #expect(
      text == """
        # Recorded at the prompt of proclab.
        run sh 'echo hello; exit 3' as t
        | t: hello
        t.exitcode
        | 3
        print {t.pid} {t.took} "{t.name:>12}"
        | {pid} {dur}    Process-1
        kill nobody-there
        | error: no process is called 'nobody-there'

        """)
  }

  @Test func `what a person saw in between is written as the wait that it was`() throws {
    let text = try saved { bench in
      bench.type("spawn sh 'exit 3' as t")
      bench.run("expect t exits")
      bench.type("spawn sleep 60 as u")
      bench.type("kill u")
      bench.type("join u")
      bench.type("t")
    }
    #expect(text.contains("\nt\n| <Process(Process-1, stopped[3])>\n"), "\(text)")
  }

  @Test func `what a child's braces and blanks look like`() throws {
    let text = try saved { bench in
      bench.type(#"run printf '%s\n' '{pid} {*} {a,b}' 'end  ' '| x' as t"#)
    }
    #expect(
      text == #"""
        # Recorded at the prompt of proclab.
        run printf '%s\n' '{pid} {*} {a,b}' 'end  ' '| x' as t
        | t: \{pid} \{*} \{a,b}
        | t: end\x20\x20
        | t: | x

        """#)
  }

  @Test func `what still lives is stopped at the end`() throws {
    let text = try saved { bench in
      bench.type("spawn sleep 60 as t")
      bench.type("t")
    }
    #expect(text.hasSuffix("\nstop t\n|...\n"), "\(text)")
  }

  /// A file that is saved, read back.
  private func saved(_ body: (Bench) throws -> Void) throws -> String {
    try Bench.open(.live) { bench in
      try body(bench)
      let path = try bench.value("dir") + "/saved.lab"
      bench.run("save \(path)")
      return String(decoding: try readFile(path), as: UTF8.self)
    }
  }
}

extension Bench {
  /// Runs a line as if a person had typed it, whose eyes wait before.
  func type(_ text: String) {
    session.observeAsTyped()
    run(text)
  }
}
