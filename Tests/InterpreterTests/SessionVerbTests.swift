import Glibc
import Interpreter
import Testing

/// `set`, `cd`, `source`, `history`, `save`, `require`, `quit`.
struct SessionVerbTests {
  @Test func `set takes only what there is, with the nearest as a hint`() throws {
    try expectSession(
      """
      set styel modern
      | error: 'styel' is not a setting
      | hint: did you mean 'style'?
      set nonsense 1
      | error: 'nonsense' is not a setting
      | hint: style, tags, timeout, colour
      set style fancy
      | error: 'fancy' is not a style
      | hint: write classic, modern
      set timeout soon
      | error: 'soon' is not a duration
      | hint: write 2s, 300ms, 1m
      set tags
      | error: 'set' needs on or off
      | hint: set style classic|modern · set tags on|off · set timeout D · set colour auto|on|off
      set
      | error: 'set' needs a setting
      | hint: set style classic|modern · set tags on|off · set timeout D · set colour auto|on|off
      set colour off; set colour on; set colour auto
      """)
  }

  @Test func `a setting may come from a loop`() throws {
    try expectSession(
      """
      run true as t
      for s in modern classic { set style {s} }
      t
      | <Process(Process-1, stopped)>
      """)
  }

  @Test func `cd changes where processes start`() throws {
    try expectSession(
      """
      cd /usr
      run pwd as t
      | t: /usr
      cd bin/..
      run pwd as t
      | t: /usr
      run pwd as t with cwd /
      | t: /
      cd /nonexistent
      | error: no such directory '/nonexistent'
      cd /etc/passwd
      | error: no such directory '/etc/passwd'
      cd
      | error: 'cd' needs a folder
      | hint: cd DIR
      run pwd as t
      | t: /usr
      """)
  }

  @Test func `source runs a file here, as if it had been typed`() throws {
    try Bench.open { bench in
      let file = try bench.file(
        """
        # a comment
        run sh 'exit 3' as t
        | never held against anything
        print {t.exitcode} {t.name}
        for n in 1 2 {
          print {n}
        }
        """)
      #expect(
        bench.run("run true; source \(file); t") == """
          3 Process-2
          1
          2
          <Process(Process-2, stopped[3])>
          """)
    }
  }

  @Test func `a sourced file is read whole before its first statement runs`() throws {
    try Bench.open { bench in
      let file = try bench.file("print never\nspwan true\n", "bad.lab")
      #expect(
        bench.transcript("source \(file)", showing: .pictures) == """
          source \(file)
          | error: '\(file)' is malformed in line 2: 'spwan' is not a verb
          | hint: did you mean 'spawn'?
          |#  source \(file)
          |#         \(String(repeating: "^", count: file.utf8.count))
          |# --> \(file):2:1
          |#2 | spwan true
          |#  | ^^^^^
          """)
    }
  }

  @Test func `an error in a sourced file ends its line, not the file`() throws {
    try Bench.open { bench in
      let file = try bench.file("print one\nkill nobody-there; print never\nprint two\n")
      #expect(
        bench.run("source \(file); print three")
          == "one\nerror: no process is called 'nobody-there'\ntwo\nthree")
    }
  }

  @Test func `a file that sources itself ends`() throws {
    try Bench.open { bench in
      let folder = try bench.value("dir")
      let file = try bench.file("print in; source \(folder)/a.lab\n", "a.lab")
      let text = bench.run("source \(file)")
      #expect(text.hasSuffix("\nerror: files are sourced too deep inside one another"))
      #expect(text.split(separator: "\n").count == 21)
    }
  }

  @Test func `a file that is not there`() throws {
    try expectSession(
      """
      source /nonexistent/file
      | error: cannot read '/nonexistent/file': not found
      source /etc
      | error: cannot read '/etc': is a directory
      """)
  }

  @Test func `history shows what was run, with its own line`() throws {
    try Bench.open { bench in
      #expect(
        bench.run("print a\nfor n in 1 {\n  print {n}\n}\nspwan x\nhistory") == """
          a
          1
          error: 'spwan' is not a verb
          hint: did you mean 'spawn'?
          1  print a
          2  for n in 1 {
               print {n}
             }
          3  spwan x
          4  history
          """)
    }
  }

  @Test func `require is silent where it holds, and ends the session where not`() throws {
    try expectSession(
      """
      require linux
      require command sh
      require kernel 3.0
      require command /bin/sh
      require nonsense
      | error: 'nonsense' can't be required
      | hint: linux, command, kernel, pty, isolate
      require kernel new
      | error: 'new' is not a version
      | hint: write 6.9 or 5.15.2
      require command no-such-command; print never
      skipped: needs the command 'no-such-command'
      """)
  }

  @Test func `quit and exit end the session at once`() throws {
    try expectSession(
      """
      print a; quit; print never
      | a
      quit
      """)
    try expectSession(
      """
      for n in 1 2 { print {n}; exit }
      | 1
      quit
      """)
  }

  @Test func `the session's folder is gone with it`() throws {
    var folder = ""
    try Bench.open { bench in
      folder = try bench.value("dir")
      bench.run("run sh 'mkdir -p \"$1/a/b\"; echo x > \"$1/a/b/c\"; ln -s / \"$1/link\"' {dir}")
      #expect(access(folder, F_OK) == 0)
    }
    #expect(access(folder, F_OK) != 0)
    #expect(access("/etc", F_OK) == 0)
  }

  @Test func `in a checked file a program named by a relative path is refused`() throws {
    try expectSession(
      """
      run ./program as t
      | error: './program' is a relative path, which means another file in another folder
      | hint: write {here}/program
      run bin/program as t
      | error: 'bin/program' is a relative path, which means another file in another folder
      | hint: write {here}/bin/program
      run true as t
      run /bin/true as t
      """, .checked)
  }
}

extension Bench {
  /// Writes a file into the session's folder.
  func file(_ text: String, _ name: String = "file.lab") throws -> String {
    let path = "\(try value("dir"))/\(name)"
    let file = try #require(fopen(path, "w"))
    defer { fclose(file) }
    fputs(text, file)
    return path
  }
}
