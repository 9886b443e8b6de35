import Testing

/// `worker NAME CMD…`: a command with a name, as a function is to Python's Process.
struct WorkerTests {
  @Test func `its words stand as they are, and further words are appended`() throws {
    try expectSession(
      """
      worker greet printf '[%s]' hello as with
      run greet you 'and you' as t
      | t: [hello][as][with][you][and you]
      t.command
      | printf [%s] hello as with you 'and you'
      new greet as u
      spawn greet as v
      """)
  }

  @Test func `a worker may be a shell, and gets arguments`() throws {
    try expectSession(
      """
      worker say sh 'echo "$1 and $2"' one
      run say two as t
      | t: one and two
      """)
  }

  @Test func `it may have the name of a program, and a quoted word means the program`() throws {
    try expectSession(
      """
      worker true false
      run true as t
      t.exitcode
      | 1
      run 'true' as u
      u.exitcode
      | 0
      """)
  }

  @Test func `named again, the later one counts`() throws {
    try expectSession(
      """
      worker w echo one
      worker w echo two
      run w as t
      | t: two
      """)
  }

  @Test func `a worker is called by the word of a loop`() throws {
    try expectSession(
      """
      worker one echo 1
      worker two echo 2
      for w in one two { run {w} as {w} }
      | one: 1
      | two: 2
      """)
  }

  @Test func `what is in braces is filled in when it is named`() throws {
    try expectSession(
      """
      for n in 1 2 { worker w{n} echo number {n} }
      run w1 as a; run w2 as b
      | a: number 1
      | b: number 2
      """)
  }

  @Test func `it needs a name that can be one, and a command`() throws {
    try expectSession(
      """
      worker
      | error: 'worker' needs a name
      | hint: worker NAME CMD…
      worker w
      | error: 'worker' needs a command
      | hint: worker NAME CMD…
      worker 9lives cat
      | error: '9lives' can't name a worker
      worker spawn cat
      | error: 'spawn' can't name a worker
      worker w cat | sort
      | error: '|' means nothing here: a command is run as written
      | hint: quote it, or use sh '…'
      """)
  }
}
