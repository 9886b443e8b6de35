import Testing

/// Handles: bound as a Python variable is.
struct HandleTests {
  @Test func `bound again, the older run goes on under its name`() throws {
    try expectSession(
      """
      spawn sleep 60 as t
      spawn sh 'exit 3' as t
      join t
      print {t} {t.runs}
      | <Process(Process-2, stopped[3])> 2
      Process-1
      | <Process(Process-1, started)>
      Process-1.handle
      | None
      kill Process-1; join Process-1
      Process-1.exitcode
      | -9
      """)
  }

  @Test func `all means the older run while it lives, and not when it is over`() throws {
    try expectSession(
      """
      spawn sleep 60 as t
      run true as t
      all
      | <Process(Process-1, started)>
      | <Process(Process-2, stopped)>
      kill all; join all
      all
      | <Process(Process-2, stopped)>
      """)
  }

  @Test func `its output is tagged with its name from then on`() throws {
    try expectSession(
      """
      spawn sh 'echo one; read x; echo two' as t with stdin pipe
      expect t one
      | t: one
      spawn true as t
      send Process-1 go; join Process-1
      | Process-1: two
      """)
  }

  @Test func `restart is a fresh run of the same command under the same handle`() throws {
    try expectSession(
      """
      run sh 'echo again; exit 2' as t with name job
      | t: again
      restart t; join t
      | t: again
      restart t; join t
      | t: again
      print {t.runs} {t} {t.exitcode}
      | 3 <Process(job, stopped[2])> 2
      """)
  }

  @Test func `restart takes a new number where the name is Python's`() throws {
    try expectSession(
      """
      run true as t
      restart t; join t
      t.name
      | Process-2
      """)
  }

  @Test func `only what has stopped is restarted`() throws {
    try expectSession(
      """
      new true as a
      spawn sleep 60 as b
      restart a b
      | error: can only restart a stopped process
      | error: can only restart a stopped process
      """)
  }

  @Test func `forget drops a stopped process with its name`() throws {
    try expectSession(
      """
      run true as unlike-any
      forget unlike-any
      unlike-any
      | error: 'unlike-any' is neither a verb nor a process
      Process-1
      | error: 'Process-1' is neither a verb nor a process
      ps
      | HANDLE  NAME  PID  STATE  EXITCODE  TOOK  COMMAND
      run true as t
      print {t.name} {t.runs}
      | Process-2 1
      """)
  }

  @Test func `forget refuses what runs, with the way out`() throws {
    try expectSession(
      """
      spawn sleep 60 as t
      forget t
      | error: can only forget a stopped process
      | hint: stop t
      stop t; forget t
      """)
  }

  @Test func `forget all skips what runs`() throws {
    try expectSession(
      """
      spawn sleep 60 as t
      run true as u
      forget all
      all
      | <Process(Process-1, started)>
      """)
  }

  @Test(arguments: [
    "all", "alive", "last", "any", "only", "group", "tree", "within", "for", "with", "as", "json",
    "pid", "dur", "num", "size", "time", "dir", "here", "spawn", "join", "check",
  ])
  func `a word that means something else can't be a handle`(word: String) throws {
    let isVerb = ["spawn", "join", "check", "for", "tree"].contains(word)
    let why = isVerb ? "a verb" : "a word of its own"
    try expectSession(
      """
      new true as \(word)
      | error: '\(word)' can't be a handle: it is \(why)
      """)
  }

  @Test func `a handle is letters, digits, _ and -, a letter first`() throws {
    try expectSession(
      """
      run true as a-b_9
      a-b_9.exitcode
      | 0
      run true as é
      é
      | <Process(Process-2, stopped)>
      for n in 9 { run true as {n} }
      | error: '9' can't be a handle
      | hint: a handle is letters, digits, _ and -, a letter first
      """)
  }
}
