import Testing

/// `check VALUE [OP LITERAL]` on every kind of value.
struct CheckTests {
  @Test func `a check that holds is silent`() throws {
    try expectSession(
      """
      run sh 'echo 12345; exit 3' as t
      | t: 12345
      check t.exitcode == 3
      check t.exitcode != 4
      check t.exitcode < 4
      check t.exitcode <= 3
      check t.exitcode > 2
      check t.exitcode >= 3
      check t.state == stopped
      check t.command contains exit
      check t.command matches 'exit [0-9]'
      check t.alive == False
      check t.signal == None
      check t.out == 6
      check t.took < 1h
      check t.took == {t.took}
      check t.ready <= {t.took}
      check t.pid > 1
      check t.pid == {t.pid}
      check t == '<Process(Process-1, stopped[3])>'
      """)
  }

  @Test func `a failure says both sides`() throws {
    try expectSession(
      """
      spawn sleep 60 as t
      kill t; join t
      check t.exitcode == -15
      | error: check failed: t.exitcode is -9, expected == -15
      |#  check t.exitcode == -15
      |#        ^^^^^^^^^^
      check t.exitcode > 0
      | error: check failed: t.exitcode is -9, expected > 0
      |#  check t.exitcode > 0
      |#        ^^^^^^^^^^
      check t.state == started
      | error: check failed: t.state is stopped, expected == started
      |#  check t.state == started
      |#        ^^^^^^^
      check t.command contains 'sleep 61'
      | error: check failed: t.command is sleep 60, expected contains sleep 61
      |#  check t.command contains 'sleep 61'
      |#        ^^^^^^^^^
      check t.command matches '^s.eep$'
      | error: check failed: t.command is sleep 60, expected matches ^s.eep$
      |#  check t.command matches '^s.eep$'
      |#        ^^^^^^^^^
      check t == nonsense
      | error: check failed: t is <Process(Process-1, stopped[SIGKILL])>, expected == nonsense
      |#  check t == nonsense
      |#        ^
      """, showing: .pictures)
  }

  @Test func `without an operator it must be True`() throws {
    try expectSession(
      """
      spawn sleep 60 as t
      check t.alive
      stop t
      check t.alive
      | error: check failed: t.alive is False, expected True
      check t.exitcode
      | error: check failed: t.exitcode is -15, expected True
      """)
  }

  @Test func `numbers compare as numbers, not as text`() throws {
    try expectSession(
      """
      run sh 'exit 9' as t
      check t.exitcode < 10
      check t.exitcode > -10
      check t.exitcode == nine
      | error: 'nine' is not a number
      check t.exitcode == 9.0
      """)
  }

  @Test func `durations and sizes in any unit`() throws {
    try expectSession(
      """
      run sleep 0.1 as t
      check t.took >= 50ms
      check t.took >= 0.05
      check t.took >= 50000us
      check t.took < 1m
      check t.took < 60
      check t.took == soon
      | error: 'soon' is not a duration
      """)
  }

  @Test func `counts of bytes compare with sizes`() throws {
    try Bench.open { bench in
      bench.run("run sh 'head -c 3000 /dev/zero | tr \"\\0\" x; echo; echo err >&2' as v")
      bench.output.lines = []
      #expect(
        bench.run("check v.out >= 2K; check v.out < 1M; check v.out == 3001; check v.err == 4")
          == "")
    }
  }

  @Test func `None equals only None and orders with nothing`() throws {
    try expectSession(
      """
      new true as t
      check t.exitcode == None
      check t.exitcode != 0
      check t.exitcode == 0
      | error: check failed: t.exitcode is None, expected == 0
      check t.exitcode < 1
      | error: check failed: t.exitcode is None, expected < 1
      check t.exitcode >= None
      check t.took <= 5s
      | error: check failed: t.took is None, expected <= 5s
      check t.pid != None
      | error: check failed: t.pid is None, expected != None
      run true as u
      check u.exitcode == None
      | error: check failed: u.exitcode is 0, expected == None
      check u.exitcode != None
      check u.exitcode < None
      | error: check failed: u.exitcode is 0, expected < None
      """)
  }

  @Test func `signals in any spelling`() throws {
    try expectSession(
      """
      spawn sleep 60 as t
      kill t; join t
      check t.signal == KILL
      check t.signal == SIGKILL
      check t.signal == 9
      check t.signal == kill
      check t.signal != TERM
      check t.signal == TERM
      | error: check failed: t.signal is SIGKILL, expected == TERM
      """)
  }

  @Test func `text orders as text, and numbers in it as numbers`() throws {
    try expectSession(
      """
      new true as t with name abc
      check t.name < abd
      check t.name > abb
      check t.name == abc
      check t.name != ABC
      for n in 9 { check {n} < 10; check {n} == 9.0; check {n} == 09 }
      """)
  }

  @Test func `of a set it must hold for each, and the one that fails is named`() throws {
    try expectSession(
      """
      run sh 'exit 2' as w x3
      check w.exitcode == 2
      check w.exitcode == 3
      | error: check failed: w.1.exitcode is 2, expected == 3
      | error: check failed: w.2.exitcode is 2, expected == 3
      | error: check failed: w.3.exitcode is 2, expected == 3
      check w*.exitcode < 3
      check all.exitcode == 2
      """)
  }

  @Test func `the right side may be in braces`() throws {
    try expectSession(
      """
      run sh 'exit 2' as a; run sh 'exit 2' as b; run sh 'exit 3' as c
      check a.exitcode == {b.exitcode}
      check a.exitcode == {c.exitcode}
      | error: check failed: a.exitcode is 2, expected == 3
      for p of a { check {p}.exitcode == 2; check p.exitcode == 2 }
      """)
  }

  @Test func `what is no check is refused before it runs`() throws {
    try expectSession(
      """
      run true as t
      check
      | error: 'check' needs a value
      | hint: check VALUE [OP LITERAL]
      check t.exitcode = 0
      | error: '=' is not an operator
      | hint: == != < <= > >= contains matches
      check t.exitcode ==
      | error: 'check' needs a value to compare with
      | hint: check VALUE [OP LITERAL]
      check t.exitcode == 0 0
      | error: '0' is not expected here
      | hint: check VALUE [OP LITERAL]
      check t.name matches '['
      | error: '[' is not a regular expression
      check unlike-any.exitcode == 0
      | error: no process is called 'unlike-any'
      check t.exitcod == 0
      | error: 'exitcod' is not an attribute
      | hint: did you mean 'exitcode'?
      """)
  }

  @Test func `a check sees what the session saw last`() throws {
    try expectSession(
      """
      spawn sleep 60 as t
      kill t
      check t.alive == True
      join t
      check t.alive == False
      """)
  }
}
