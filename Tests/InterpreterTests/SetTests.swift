import Testing

/// `as w x8`: eight at once.
struct SetTests {
  @Test func `a set is its members, in order`() throws {
    try expectSession(
      """
      spawn sh 'exit 3' as w x3
      join w
      w
      | <Process(Process-1, stopped[3])>
      | <Process(Process-2, stopped[3])>
      | <Process(Process-3, stopped[3])>
      w.exitcode
      | 3
      | 3
      | 3
      w.2
      | <Process(Process-2, stopped[3])>
      w.2.name
      | Process-2
      print {w.3.exitcode} {w.1.handle}
      | 3 w.1
      """)
  }

  @Test func `members are tagged by their own name, and revealed in order of creation`() throws {
    try expectSession(
      """
      spawn sh 'echo mine' as w x3
      join w.3 w.1 w.2
      | w.1: mine
      | w.2: mine
      | w.3: mine
      """)
  }

  @Test func `one member is signalled, or all, or a glob of them`() throws {
    try expectSession(
      """
      spawn sleep 60 as w x4
      terminate w.2; join w.2
      w.exitcode
      | None
      | -15
      | None
      | None
      kill w; join w
      w.exitcode
      | -9
      | -15
      | -9
      | -9
      """)
  }

  @Test func `bound again, the whole set is replaced`() throws {
    try expectSession(
      """
      spawn sleep 60 as w x3
      run true as w x2
      w
      | <Process(Process-4, stopped)>
      | <Process(Process-5, stopped)>
      w.3
      | error: no process is called 'w.3'
      | hint: did you mean 'w.1'?
      kill Process-3; join Process-3
      run true as w
      w
      | <Process(Process-6, stopped)>
      w.1
      | error: no process is called 'w.1'
      """)
  }

  @Test func `a check must hold for each member`() throws {
    try expectSession(
      """
      run sh 'exit 3' as w x2
      check w.exitcode == 3
      check w.exitcode == 4
      | error: check failed: w.1.exitcode is 3, expected == 4
      | error: check failed: w.2.exitcode is 3, expected == 4
      """)
  }

  @Test func `a count may come from a loop`() throws {
    try expectSession(
      """
      for n in 1 2 { new true as w x{n}; w.name }
      | Process-1
      | Process-2
      | Process-3
      """)
  }

  @Test func `a set of one is a set; none is an error`() throws {
    try expectSession(
      """
      run true as w x1
      w.1
      | <Process(Process-1, stopped)>
      run true as v x0
      | error: 'x0' is not a count
      | hint: write x8 for eight
      """)
  }

  @Test func `forget and restart reach each member`() throws {
    try expectSession(
      """
      run true as unlike-any x2
      restart unlike-any; join unlike-any
      unlike-any.runs
      | 2
      | 2
      forget unlike-any.1
      unlike-any
      | <Process(Process-4, stopped)>
      forget unlike-any
      unlike-any
      | error: 'unlike-any' is neither a verb nor a process
      """)
  }

  @Test func `for of goes through the members`() throws {
    try expectSession(
      """
      run true as w x2
      for p of w { print {p.handle} {p} }
      | w.1 <Process(Process-1, stopped)>
      | w.2 <Process(Process-2, stopped)>
      """)
  }
}
