import Testing

/// Names and numbers, as Python gives them out.
struct PythonNamesTests {
  @Test func `every process takes a number, also when it is named or never started`() throws {
    try expectSession(
      """
      new true as a
      new true as b with name custom
      run true as c
      run true
      new true as d
      a.name
      | Process-1
      b.name
      | custom
      c.name
      | Process-3
      last.name
      | Process-5
      """)
  }

  @Test func `a process that could not be started has taken its number`() throws {
    try expectSession(
      """
      spawn nosuchprogram as a
      | error: cannot run 'nosuchprogram': not found
      a
      | <Process(Process-1, initial)>
      run true as b
      b.name
      | Process-2
      """)
  }

  @Test func `a line that can't be read takes no number`() throws {
    try expectSession(
      """
      spawn true as a with deamon
      | error: 'deamon' is not an option of 'with'
      | hint: did you mean 'daemon'?
      run true as b
      b.name
      | Process-1
      """)
  }

  @Test func `names need not be unique; a name means the newest`() throws {
    try expectSession(
      """
      run sh 'exit 1' as a with name twin
      run sh 'exit 2' as b with name twin
      print {a.name} {b.name}
      | twin twin
      print {twin.exitcode} {a.exitcode} {b.exitcode}
      | 2 1 2
      """)
  }

  @Test func `the name is independent of the variable`() throws {
    try expectSession(
      """
      new true as p with name Process-19
      p
      | <Process(Process-19, initial)>
      print {p.handle} {p.name}
      | p Process-19
      """)
  }

  @Test func `a process without a handle is called by its name`() throws {
    try expectSession(
      """
      spawn sh 'echo hello'
      join Process-1
      | Process-1: hello
      Process-1.exitcode
      | 0
      print {Process-1} {Process-1.handle}
      | <Process(Process-1, stopped)> None
      """)
  }

  @Test func `members of a set take numbers of their own`() throws {
    try expectSession(
      """
      new true as w x3
      new true as last-one
      w.name
      | Process-1
      | Process-2
      | Process-3
      last-one.name
      | Process-4
      """)
  }
}
