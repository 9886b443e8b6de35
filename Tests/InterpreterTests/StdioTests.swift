import Testing

/// `send`, `close`, `output`, and the options for the standard streams.
struct StdioTests {
  @Test func `send writes a line of words, raw without its newline`() throws {
    try expectSession(
      """
      spawn cat -A as t with stdin pipe
      send t hello 'two  words'
      send t par raw
      send t t end
      send t
      close t; join t
      | t: hello two  words$
      | t: part end$
      | t: $
      print {t.exitcode} {t.out}
      | 0 30
      """)
  }

  @Test func `raw in quotes is a word`() throws {
    try expectSession(
      """
      spawn cat as t with stdin pipe
      send t it is 'raw'
      close t; join t
      | t: it is raw
      """)
  }

  @Test func `send to what has no input is an error with the way out`() throws {
    try expectSession(
      """
      spawn sleep 60 as t
      send t hello
      | error: t has no open standard input
      | hint: spawn … as t with stdin pipe
      close t
      | error: t has no open standard input
      | hint: spawn … as t with stdin pipe
      """)
  }

  @Test func `send after close, and after the end`() throws {
    try expectSession(
      """
      spawn cat as t with stdin pipe
      close t
      send t late
      | error: t has no open standard input
      join t
      send t later
      | error: t has no open standard input
      """)
  }

  @Test func `a send never blocks, however little is read`() throws {
    try Bench.open { bench in
      bench.run("spawn sleep 60 as t with stdin pipe")
      let took = ContinuousClock().measure {
        bench.run("repeat 2000 { send t 01234567890123456789012345678901234567890123456789 }")
      }
      #expect(took < .seconds(5))
      #expect(bench.run("t.alive") == "True")
    }
  }

  @Test func `what was sent before close is all read`() throws {
    try expectSession(
      """
      spawn sh 'sleep 0.1; wc -l' as t with stdin pipe
      repeat 5000 { send t 01234567890123456789012345678901234567890123456789 }
      close t stdin; join t
      | t: 5000
      """)
  }

  @Test func `close of our end of its output is a broken pipe to it`() throws {
    try expectSession(
      """
      spawn sh 'echo up; read x; echo more || exit 9' as t with stdin pipe
      expect t up
      | t: up
      close t stdout; send t go; join t
      t.exitcode
      | -13
      """)
  }

  @Test func `output shows all again, and reveals nothing`() throws {
    try expectSession(
      """
      spawn sh 'echo one; echo wrong >&2; echo two; echo up; sleep 60' as t
      expect t one
      | t: one
      expect t err wrong
      | t err: wrong
      sleep 200ms
      output t
      | t: one
      | t: two
      | t: up
      | t err: wrong
      output t out last 2
      | t: two
      | t: up
      output t err
      | t err: wrong
      output t last 1
      | t err: wrong
      stop t with KILL
      | t: two
      | t: up
      output t out last 1
      | t: up
      """)
  }

  @Test func `output of several, and of what never started`() throws {
    try expectSession(
      """
      run sh 'echo a' as a; run sh 'echo b' as b
      | a: a
      | b: b
      output b a
      | b: b
      | a: a
      new true as c
      output c
      | error: can only show a started process
      output a last 0
      | error: '0' is not a number of at least 1
      output a last x
      | error: 'x' is not a number of at least 1
      """)
  }

  @Test func `an unfinished line counts as a line of output`() throws {
    try expectSession(
      """
      spawn sh 'printf unfinished; printf wait >&2; sleep 60' as t
      expect t err prompt wait
      | t err: wait
      output t out
      | t: unfinished
      """)
  }

  @Test func `standard input from a file, and from null`() throws {
    try expectSession(
      """
      run sh 'echo from a file > "$1"' {dir}/in
      run cat as t with stdin {dir}/in
      | t: from a file
      run cat as u with stdin null
      """)
    try Bench.open { bench in
      let text = bench.run("run cat as v with stdin /nonexistent/file")
      #expect(text == "error: cannot run 'cat': cannot open '/nonexistent/file': not found")
      #expect(bench.run("v") == "<Process(Process-1, initial)>")
    }
  }

  @Test func `standard output and error to files, raw`() throws {
    try expectSession(
      #"""
      run printf 'a\033[31m\tb\n' as t with stdout {dir}/out
      run od -An -c {dir}/out as u
      | u:    a 033   [   3   1   m  \\t   b  \n
      t.out
      | 0
      run sh 'echo wrong >&2' as v with stderr {dir}/err
      run cat {dir}/err as w
      | w: wrong
      """#)
  }

  @Test func `standard error into standard output keeps their order`() throws {
    try expectSession(
      """
      run sh 'echo 1; echo 2 >&2; echo 3; echo 4 >&2' as t with stderr stdout
      | t: 1
      | t: 2
      | t: 3
      | t: 4
      """)
  }

  @Test func `a verb for streams says what it needs`() throws {
    try expectSession(
      """
      send
      | error: 'send' needs a process
      | hint: send T WORD… [raw]
      close
      | error: 'close' needs a process
      | hint: close T [stdin|stdout|stderr]
      output
      | error: 'output' needs a process
      | hint: output T [out|err] [last N]
      """)
  }
}
