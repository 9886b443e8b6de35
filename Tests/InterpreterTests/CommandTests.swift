import Testing

/// `CMD…`: an argument vector, run as written, ended by the last `as` that a handle follows.
struct CommandTests {
  @Test func `a command is run as written`() throws {
    try expectSession(
      #"""
      run printf '[%s]\n' a 'b c' "d e" f\ g '' as t
      | t: [a]
      | t: [b c]
      | t: [d e]
      | t: [f g]
      | t: []
      """#)
  }

  @Test func `the last as that has a word before it and a handle after it ends the command`()
    throws
  {
    try expectSession(
      """
      run echo as as t
      | t: as
      run echo as good as new as u
      | u: as good as new
      run echo known as as v
      | v: known as
      run echo as
      | Process-4: as
      run echo as 1
      | Process-5: as 1
      run echo 'as' w 'as' x as y
      | y: as w as x
      """)
  }

  @Test func `a quoted as is a word of the command`() throws {
    try expectSession(
      """
      run echo do 'as' told
      | Process-1: do as told
      run echo do "as" told as t
      | t: do as told
      """)
  }

  @Test func `with is a word of a command like any other`() throws {
    try expectSession(
      """
      run echo with love
      | Process-1: with love
      run echo with name x as t
      | t: with name x
      run echo tea with milk as t with name tea
      | t: tea with milk
      """)
  }

  @Test func `an option without a handle is an error with a hint`() throws {
    try expectSession(
      """
      spawn sleep 60 with daemon
      | error: 'with' needs a handle before it
      | hint: write 'as NAME with daemon', or quote 'with' if the command needs it
      |#  spawn sleep 60 with daemon
      |#                 ^^^^
      run echo 'with' daemon
      | Process-1: with daemon
      """, showing: .pictures)
  }

  @Test func `what stands behind the handle is a clause`() throws {
    try expectSession(
      """
      spawn echo hello as t quickly
      | error: 'quickly' is not a clause
      | hint: after 'as NAME' come xN and 'with OPTION, …'; quote 'as' if the command needs it
      |#  spawn echo hello as t quickly
      |#                        ^^^^^^^
      ps
      | HANDLE  NAME  PID  STATE  EXITCODE  TOOK  COMMAND
      """, showing: .pictures)
  }

  @Test func `there are no flags: a command never has to be escaped from our options`() throws {
    try expectSession(
      """
      run echo -n --help -c within 5s only tree json
      | Process-1: --help -c within 5s only tree json
      """)
  }

  @Test(arguments: ["|", "||", "&", "&&", "<", ">", ">>", "2>&1"])
  func `a mark that only a shell acts on is refused`(mark: String) throws {
    let carets = String(repeating: "^", count: mark.count)
    try expectSession(
      """
      run echo a \(mark) cat
      | error: '\(mark)' means nothing here: a command is run as written
      | hint: quote it, or use sh '…'
      |#  run echo a \(mark) cat
      |#             \(carets)
      run echo a '\(mark)' cat
      | Process-1: a \(mark) cat
      """, showing: .pictures)
  }

  @Test func `a variable or a home folder that only a shell knows is refused`() throws {
    try expectSession(
      """
      run echo $HOME
      | error: '$HOME' means nothing here: a command is run as written
      | hint: quote it, or use sh '…'
      run echo a${HOME}b
      | error: '${HOME}' means nothing here: a command is run as written
      | hint: quote it, or use sh '…'
      run ls ~/Documents
      | error: '~/Documents' means nothing here: a command is run as written
      | hint: quote it, or use sh '…'
      run echo '$HOME' '~/Documents' $ 5$ a~/b
      | Process-1: $HOME ~/Documents $ 5$ a~/b
      """)
  }

  @Test func `marks inside words and braces of other shapes are plain text`() throws {
    try expectSession(
      #"""
      run echo a|b a&b a>b {a,b} '{"a":1}' {} a=b @ %
      | Process-1: a|b a&b a>b {a,b} {"a":1} {} a=b @ %
      run awk 'BEGIN {print $0 "x"}' as t
      | t: x
      """#)
    try expectSession(
      #"""
      run find /dev/null -exec echo {} \; as t
      | t: /dev/null
      """#)
  }

  @Test func `sh and a quoted text is a shell, with words as its arguments`() throws {
    try expectSession(
      #"""
      run sh 'echo "$0" "$#" "$1" "$2"' one 'two words' as t
      | t: sh 2 one two words
      t.command
      | sh 'echo "$0" "$#" "$1" "$2"' one 'two words'
      run sh "echo {t.name}" as u
      | u: Process-1
      u.command
      | sh 'echo Process-1'
      """#)
  }

  @Test func `sh and a bare word is the program sh, which reads a file`() throws {
    try expectSession(
      """
      run sh 'echo "echo from a file: \\$1" > "$1"' {dir}/script as make
      run sh {dir}/script argument as t
      | t: from a file: argument
      """)
    try expectSession(
      """
      run sh nosuchfile as t with stderr /dev/null
      t.exitcode
      | 2
      """)
  }

  @Test func `no globbing of files`() throws {
    try expectSession(
      """
      run echo /dev/nul* * as t
      | t: /dev/nul* *
      """)
  }

  @Test func `statements end at a semicolon, and a backslash continues a line`() throws {
    try expectSession(
      #"""
      print a; print b ;print c
      | a
      | b
      | c
      print one \
        two
      | one two
      print a # the rest is a comment ; print b
      | a
      print a#b '#c'
      | a#b #c
      """#)
  }

  @Test func `quotes may span lines, and nothing in single quotes means anything`() throws {
    try expectSession(
      #"""
      run sh 'echo a; echo b # | no {nothing}
      echo "c\\d"' as t
      | t: a
      | t: b
      | t: c\d
      """#)
    try Bench.open { bench in
      #expect(bench.run("print 'a | # ; \\ {x}\n# b'") == "a | # ; \\ {x}\n# b")
      #expect(bench.run("print \"a\n  b\"") == "a\n  b")
    }
  }

  @Test func `escapes in double quotes`() throws {
    try expectSession(
      ##"""
      print "[\t] [\r] [\e] [\\] [\"] [\{x}] [\x41] [\u{e9}] [\u{1F600}]"
      | [\t] [\r] [\e] [\] ["] [{x}] [A] [é] [😀]
      print "a\nb"
      | a
      | b
      print "a\0b"
      | a\x00b
      print "\q"
      | error: '\q' is not an escape
      | hint: write \\ for a backslash, or use '…', where it means nothing
      """##)
  }

  @Test func `neighbouring pieces join to one word`() throws {
    try expectSession(
      """
      run printf '[%s]' a'b'"c"'d e'f as t
      | t: [abcd ef]
      """)
  }

  @Test func `a NUL can't be passed to a program`() throws {
    try expectSession(
      ##"""
      run echo "a\0b" as t
      | error: cannot run 'echo': a NUL byte can't be passed to a program
      t
      | <Process(Process-1, initial)>
      """##)
  }

  @Test func `a verb that needs a command says so`() throws {
    try expectSession(
      """
      spawn
      | error: 'spawn' needs a command
      | hint: spawn CMD… [as H [xN] [with OPTION, …]]
      run
      | error: 'run' needs a command
      | hint: run CMD… [as H [xN] [with OPTION, …]]
      """)
  }

  @Test func `a command that is only a shell mark, quotes or empty`() throws {
    try expectSession(
      """
      run '' as t
      | error: cannot run '': not found
      """)
  }

  @Test func `the command shows as it would be typed`() throws {
    try expectSession(
      #"""
      new echo plain 'two words' '' '#x' 'a;b' as t
      t.command
      | echo plain 'two words' '' '#x' 'a;b'
      """#)
  }
}
