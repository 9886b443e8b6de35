import Testing

/// What a `T` may be, and what comes of naming what is not there.
struct TargetTests {
  @Test func `a handle comes before a name, and the newest of a name counts`() throws {
    try expectSession(
      """
      run sh 'exit 1' as a with name b
      run sh 'exit 2' as b with name a
      a.exitcode
      | 1
      b.exitcode
      | 2
      run sh 'exit 3' as c with name d
      run sh 'exit 4' as e with name d
      d.exitcode
      | 4
      """)
  }

  @Test func `several targets, in any order, are acted on together`() throws {
    try expectSession(
      """
      spawn sleep 60 as a; spawn sleep 60 as b; spawn sleep 60 as c
      terminate c a
      join c a
      print {a.exitcode} {b.exitcode} {c.exitcode}
      | -15 None -15
      """)
  }

  @Test func `a glob names handles and names`() throws {
    try expectSession(
      """
      spawn sleep 60 as web-1; spawn sleep 60 as web-2; spawn sleep 60 as db
      spawn sleep 60 as x with name web-3
      terminate web-*; join web-*
      print {web-1.exitcode} {web-2.exitcode} {x.exitcode} {db.exitcode}
      | -15 -15 -15 None
      d?
      | <Process(Process-3, started)>
      web-*.exitcode
      | -15
      | -15
      | -15
      kill y*
      | error: no process is called 'y*'
      """)
  }

  @Test func `last is what was created most recently`() throws {
    try expectSession(
      """
      run echo one
      | Process-1: one
      new true as t
      last.name
      | Process-2
      start last; join last
      last.exitcode
      | 0
      """)
  }

  @Test func `last is what join any returned`() throws {
    try expectSession(
      """
      spawn sh 'exit 5' as quick; spawn sleep 60 as slow
      join any quick slow
      print {last.handle} {last.exitcode}
      | quick 5
      """)
  }

  @Test func `nothing is last in a session that has nothing`() throws {
    try expectSession(
      """
      last
      | error: 'last' is neither a verb nor a process
      kill last
      | error: no process is called 'last'
      """)
  }

  @Test func `all skips what the verb does not fit; alive is what is`() throws {
    try expectSession(
      """
      new sleep 60 as initial
      spawn sleep 60 as one
      spawn sleep 60
      run true as over
      terminate all
      join all
      all.exitcode
      | None
      | -15
      | -15
      | 0
      start all
      alive
      | <Process(Process-1, started)>
      kill alive; join alive
      alive
      restart all
      """)
  }

  @Test func `all and alive of nothing do nothing`() throws {
    try expectSession(
      """
      join all
      kill alive
      stop all
      ps all
      | HANDLE  NAME  PID  STATE  EXITCODE  TOOK  COMMAND
      for p of all { print {p.name} }
      """)
  }

  @Test func `an unknown target is named, with the nearest handle as a hint`() throws {
    try expectSession(
      """
      spawn sleep 60 as cat
      kill cta
      | error: no process is called 'cta'
      | hint: did you mean 'cat'?
      |#  kill cta
      |#       ^^^
      cta
      | error: 'cta' is neither a verb nor a process
      | hint: did you mean 'cat'?
      |#  cta
      |#  ^^^
      cta.exitcode
      | error: no process is called 'cta'
      | hint: did you mean 'cat'?
      |#  cta.exitcode
      |#  ^^^^^^^^^^^^
      cat.exitcod
      | error: 'exitcod' is not an attribute
      | hint: did you mean 'exitcode'?
      |#  cat.exitcod
      |#  ^^^^^^^^^^^
      """, showing: .pictures)
  }

  @Test func `a pid is no target, and kill -9 is said otherwise`() throws {
    try expectSession(
      """
      spawn sleep 60 as t
      kill 4711
      | error: no process is called '4711'
      | hint: pids are not targets; use the handle
      kill -9 t
      | error: no process is called '-9'
      | hint: signal 9 t
      kill -TERM t
      | error: no process is called '-TERM'
      | hint: signal TERM t
      t.alive
      | True
      """)
  }

  @Test func `each unknown target is an error of its own, and nothing is done`() throws {
    try expectSession(
      """
      spawn sleep 60 as t
      kill first t second
      | error: no process is called 'first'
      | error: no process is called 'second'
      join t for 50ms
      t.alive
      | True
      """)
  }

  @Test func `each failure of several targets is reported, and the others are acted on`() throws {
    try expectSession(
      """
      new sleep 60 as a; spawn sleep 60 as b; new sleep 60 as c
      terminate a b c
      | error: can only terminate a started process
      |#  terminate a b c
      |#            ^
      | error: can only terminate a started process
      |#  terminate a b c
      |#                ^
      join b
      b.exitcode
      | -15
      start b a
      | error: cannot start a process twice
      |#  start b a
      |#        ^
      a.alive
      | True
      """.withPicturesLast, showing: .pictures)
  }

  @Test func `a target named twice is acted on once`() throws {
    try expectSession(
      """
      spawn sh 'trap "echo got it" USR1; echo up; while :; do sleep 0.05; done' as t
      expect t up
      | t: up
      signal USR1 t t t* Process-1 only
      expect t 'got it'
      | t: got it
      stop t with KILL
      """)
  }

  @Test func `where one process is wanted, many are an error`() throws {
    try expectSession(
      """
      new true as w x2
      check w.1.alive == False
      w.3
      | error: no process is called 'w.3'
      | hint: did you mean 'w.1'?
      """)
  }

  @Test func `a verb without a target says what it needs`() throws {
    try expectSession(
      """
      join
      | error: 'join' needs a process
      | hint: join T [for D] · join any T [for D]
      kill
      | error: 'kill' needs a process
      | hint: kill T [only|group|tree]
      """)
  }

  @Test func `members and patterns are looked at as they are joined`() throws {
    try expectSession(
      """
      run true as w x2
      w.*
      | <Process(Process-1, stopped)>
      | <Process(Process-2, stopped)>
      w.?
      | <Process(Process-1, stopped)>
      | <Process(Process-2, stopped)>
      w.9
      | error: no process is called 'w.9'
      | hint: did you mean 'w.1'?
      w.
      | error: an attribute must follow 'w.'
      w.name.x
      | error: 'name.x' is not an attribute
      | hint: did you mean 'name'?
      w.9 x
      | error: 'w.9' is not a verb
      """)
  }
}

extension String {
  /// The same with all pictures of a record behind its lines, as the session tells them apart.
  var withPicturesLast: String {
    var result: [Substring] = []
    var pictures: [Substring] = []
    for line in split(separator: "\n") {
      if line.hasPrefix("|#") {
        pictures.append(line)
      } else {
        if !line.hasPrefix("|") {
          result += pictures
          pictures = []
        }
        result.append(line)
      }
    }
    return (result + pictures).joined(separator: "\n")
  }
}
