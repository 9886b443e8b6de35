import Interpreter
import Testing

/// What a child writes reaches the record escaped, and can be told apart from all else.
struct EscapingTests {
  @Test func `C0, DEL, C1 and what is no UTF-8`() throws {
    try expectSession(
      #"""
      run printf 'a\tb\rc\033[31md\007e\000f\177g\n' as t
      | t: a\tb\rc\e[31md\x07e\x00f\x7fg
      run printf '\302\205x\302\240y\377z\303\n' as t
      | t: \xc2\x85x y\xffz\xc3
      run printf '\355\240\200 \300\200 \364\220\200\200\n' as t
      | t: \xed\xa0\x80 \xc0\x80 \xf4\x90\x80\x80
      run printf '终止 é 😀\n' as t
      | t: 终止 é 😀
      """#.replacing("x y", with: "x\u{a0}y"))
  }

  @Test func `a backslash is doubled only where it could be read as an escape`() throws {
    try expectSession(
      #"""
      run printf '%s\n' 'C:\dir\new \t \r \e \\ \x41 \xzz \' as t
      | t: C:\dir\new \\t \\r \\e \\\ \\x41 \xzz \
      """#)
  }

  @Test(arguments: [
    ("| x", "t: | x"), ("|}", "t: |}"), ("|{", "t: |{"), ("b: forged", "t: b: forged"),
    ("t err: forged", "t: t err: forged"), ("error: forged", "t: error: forged"),
    ("# no comment", "t: # no comment"), ("", "t: "), ("  blanks  ", "t:   blanks  "),
    ("{t.pid} {*}", "t: {t.pid} {*}"), ("… 5 bytes dropped", "t: … 5 bytes dropped"),
  ])
  func `a child can't forge another's line`(printed: String, shown: String) throws {
    try Bench.open { bench in
      bench.run("run printf '%s\\n' '\(printed)' as t; run sh 'exit 1' as b")
      #expect(bench.output.lines.map(\.text) == [shown])
    }
  }

  @Test func `a newline is always the end of a line, whatever is printed`() throws {
    try expectSession(
      #"""
      run printf '\n\na\n\n' as t
      | t:
      | t:
      | t: a
      | t:
      run printf 'a\r\nb\r\n' as t
      | t: a\r
      | t: b\r
      """#.replacing("t:\n", with: "t: \n"))
  }

  @Test func `a line of megabytes is one line, or counted as dropped`() throws {
    try Bench.open { bench in
      bench.run("run sh 'head -c 900000 /dev/zero | tr \"\\0\" x; echo; echo end' as t")
      #expect(bench.output.lines.map { $0.text.utf8.count } == [900_003, 6])
      bench.output.lines = []
      bench.run("run sh 'head -c 3000000 /dev/zero | tr \"\\0\" x; echo; echo end' as u")
      #expect(bench.output.lines.map(\.text) == ["u: … 3000001 bytes dropped", "u: end"])
    }
  }

  @Test func `a megabyte of NUL is shown as what it is`() throws {
    try Bench.open { bench in
      bench.run("run head -c 100000 /dev/zero as t")
      #expect(bench.output.lines.count == 1)
      #expect(bench.output.lines.first?.text == "t: " + String(repeating: "\\x00", count: 100_000))
    }
  }

  @Test func `a character is one however its bytes come`() throws {
    let text = "é终😀"
    let bytes = text.utf8.map { "\\\(String($0, radix: 8))" }
    for cut in 0...bytes.count {
      let (before, after) = (bytes[..<cut].joined(), bytes[cut...].joined())
      try Bench.open(.live) { bench in
        bench.run(
          """
          spawn sh 'printf "> \(before)"; read x; printf "\(after)\\n"' as t with stdin pipe
          expect t prompt '> '
          send t
          join t
          """)
        #expect(bench.output.lines.map(\.text) == ["t: > ", "t: \(text)"], "cut at \(cut)")
        #expect(bench.output.notices.contains("t: > \(text)"), "cut at \(cut)")
      }
    }
  }

  @Test func `names in errors are escaped too`() throws {
    try expectSession(
      ##"""
      run "no\esuch" as t
      | error: cannot run 'no\esuch': not found
      run true as t with cwd "/no\tsuch"
      | error: cannot run 'true': no such directory '/no\tsuch'
      cd "/no\x07such"
      | error: no such directory '/no\x07such'
      "\e[31m" x
      | error: '\e[31m' is not a verb
      kill "\e[31m"
      | error: no process is called '\e[31m'
      """##)
  }
}
