import Testing

/// Errors, as a person sees them.
struct ErrorTests {
  @Test func `an unknown verb, with words and alone`() throws {
    try expectSession(
      """
      tremble t
      | error: 'tremble' is not a verb
      | hint: did you mean 'terminate'?
      |#  tremble t
      |#  ^^^^^^^
      spwan sleep 5
      | error: 'spwan' is not a verb
      | hint: did you mean 'spawn'?
      |#  spwan sleep 5
      |#  ^^^^^
      xyzzyxyzzy
      | error: 'xyzzyxyzzy' is neither a verb nor a process
      |#  xyzzyxyzzy
      |#  ^^^^^^^^^^
      """, showing: .pictures)
  }

  @Test func `programs that can't be run, by their own stable texts`() throws {
    try expectSession(
      """
      run sh 'printf "#!/nonexistent/interpreter\\n" > "$1/script"; chmod +x "$1/script"' {dir}
      run sh 'printf "\\177ELF" > "$1/bad"; chmod +x "$1/bad"; echo > "$1/plain"' {dir}
      spawn nosuchcmd as a
      | error: cannot run 'nosuchcmd': not found
      spawn /nonexistent/program as b
      | error: cannot run '/nonexistent/program': not found
      spawn /etc as d
      | error: cannot run '/etc': is a directory
      spawn /etc/passwd as c
      | error: cannot run '/etc/passwd': permission denied
      cd {dir}
      spawn ./script as e
      | error: cannot run './script': its interpreter was not found
      spawn ./bad as f
      | error: cannot run './bad': not an executable
      spawn ./plain as g
      | error: cannot run './plain': permission denied
      spawn true as h with cwd x
      | error: cannot run 'true': no such directory 'x'
      all.state
      | stopped
      | stopped
      | initial
      | initial
      | initial
      | initial
      | initial
      | initial
      | initial
      | initial
      """)
  }

  @Test func `what could not be started can be, once the reason is gone`() throws {
    try expectSession(
      """
      new {dir}/late as t
      run sh 'echo "#!/bin/sh\necho here" > "$1"; chmod +x "$1"' {dir}/script
      run mv {dir}/script {dir}/late
      start t; join t
      | t: here
      """)
  }

  @Test func `an error ends its line; the session goes on`() throws {
    try expectSession(
      """
      print one; kill nobody-there; print never
      | one
      | error: no process is called 'nobody-there'
      print two
      | two
      """)
  }

  @Test func `an error ends the block and the loop it stands in`() throws {
    try expectSession(
      """
      for n in 1..3 { print {n}; kill nobody-there; print never }; print never
      | 1
      | error: no process is called 'nobody-there'
      repeat 3 { kill nobody-there } tally all
      | error: no process is called 'nobody-there'
      for a in 1 2 { for b in 1 2 { print {a}{b}; join nobody-there } }
      | 11
      | error: no process is called 'nobody-there'
      print two
      | two
      """)
  }

  @Test func `a line is read whole before its first statement runs`() throws {
    try expectSession(
      """
      print one; spawn; print two
      | error: 'spawn' needs a command
      | hint: spawn CMD… [as H [xN] [with OPTION, …]]
      """)
  }

  @Test func `open quotes and blocks point at where they begin`() throws {
    try Bench.open { bench in
      #expect(
        bench.transcript("print \"a\n", showing: .pictures) == """
          print "a
          | error: this quote is not closed
          |#  print "a
          |#        ^
          """)
      #expect(
        bench.transcript("for n in 1 2 {\n", showing: .pictures) == """
          for n in 1 2 {
          | error: this block is not closed
          | hint: close it with a '}' of its own
          |#  for n in 1 2 {
          |#               ^
          """)
    }
  }

  @Test func `words that are too many are pointed at`() throws {
    try expectSession(
      """
      sleep 1 2
      | error: '2' is not expected here
      | hint: sleep D
      |#  sleep 1 2
      |#          ^
      quit now
      | error: 'now' is not expected here
      | hint: quit
      |#  quit now
      |#       ^^^
      """, showing: .pictures)
  }

  @Test func `carets stand right behind wide characters`() throws {
    try expectSession(
      """
      print 终止; kill 进程
      | 终止
      | error: no process is called '进程'
      |#  print 终止; kill 进程
      |#                   ^^^^
      """, showing: .pictures)
  }

  @Test func `blocks only behind for and repeat`() throws {
    try expectSession(
      """
      spawn echo { as t
      join t
      | t: {
      repeat 2
      | error: 'repeat' needs a block
      | hint: '{' at the end of the line opens it, '}' closes it
      for n in 1
      | error: 'for' needs a block
      | hint: '{' at the end of the line opens it, '}' closes it
      """)
  }

  @Test func `habits of shells and of Python are answered`() throws {
    try expectSession(
      """
      ls -l
      | error: 'ls' is not a verb
      | hint: a program is run by 'run ls'
      pwd
      | error: 'pwd' is neither a verb nor a process
      | hint: a program is run by 'run pwd'
      jobs
      | error: 'jobs' is neither a verb nor a process
      | hint: did you mean 'ps'?
      t.took > 5
      | error: 't.took' is not a verb
      | hint: check t.took > …
      signal t INT
      | error: 't' is not a signal
      | hint: signal INT t
      kill %1
      | error: no process is called '%1'
      | hint: there are no job numbers; use the handle
      spawn ls ~
      | error: '~' means nothing here: a command is run as written
      | hint: quote it, or use sh '…'
      cd ~
      | error: no such directory '~'
      | hint: '~' means nothing here; write the path
      help wait
      | join    wait for the end
      | sleep   wait that long, and see what happens meanwhile
      | expect  wait for output, or for a state
      """)
  }

  @Test func `what went to the program instead of being a handle is told`() throws {
    try Bench.open(.live) { bench in
      bench.run("spawn true as 9z")
      #expect(
        bench.output.notices.contains("'as 9z' went to the program: '9z' can't be a handle"))
    }
  }

  @Test func `a look is no pipe`() throws {
    try expectSession(
      """
      spawn true as t
      show t | grep pid
      | error: '|' means nothing here
      | hint: there are no pipes; 'run sh …' has them
      join t
      """)
  }

  @Test func `several errors of one statement stand above one picture of it`() throws {
    try expectSession(
      """
      new true as w x2
      join w
      | error: can only join a started process (w.1)
      | error: can only join a started process (w.2)
      |#  join w
      |#       ^
      """, showing: .pictures)
  }
}
