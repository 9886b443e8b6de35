import Testing

/// Multiprocessing's own log lines, as the notebook shows them.
struct PythonLogTests {
  @Test func `debug: the notebook's lines, with the output between the first and the others`()
    throws
  {
    try expectSession(
      """
      log debug
      new echo doing some work as p with name Process-19
      start p
      | [INFO/Process-19] child process calling self.run()
      join p
      | p: doing some work
      | [INFO/Process-19] process shutting down
      | [DEBUG/Process-19] running all "atexit" finalizers with priority >= 0
      | [DEBUG/Process-19] running the remaining "atexit" finalizers
      | [INFO/Process-19] process exiting with exitcode 0
      """)
  }

  @Test func `info: without the finalizers`() throws {
    try expectSession(
      """
      log info
      run sh 'exit 3' as p
      | [INFO/Process-1] child process calling self.run()
      | [INFO/Process-1] process shutting down
      | [INFO/Process-1] process exiting with exitcode 3
      log off
      run true as q
      """)
  }

  @Test func `of a process ended by a signal only the first line`() throws {
    try expectSession(
      """
      log debug
      spawn sleep 60 as t
      | [INFO/Process-1] child process calling self.run()
      terminate t; join t
      t.exitcode
      | -15
      """)
  }

  @Test func `an error's text comes before the exit line`() throws {
    try expectSession(
      """
      log info
      run sh 'echo traceback >&2; exit 1' as t
      | [INFO/Process-1] child process calling self.run()
      | t err: traceback
      | [INFO/Process-1] process shutting down
      | [INFO/Process-1] process exiting with exitcode 1
      """)
  }

  @Test func `a join says it once`() throws {
    try expectSession(
      """
      log info
      run true as t
      | [INFO/Process-1] child process calling self.run()
      | [INFO/Process-1] process shutting down
      | [INFO/Process-1] process exiting with exitcode 0
      join t
      """)
  }

  @Test func `a program that can't be run says nothing of itself`() throws {
    try expectSession(
      """
      log debug
      spawn nosuchprogram as t
      | error: cannot run 'nosuchprogram': not found
      """)
  }

  @Test func `the level is one of three`() throws {
    try expectSession(
      """
      log loud
      | error: 'loud' is not a log level
      | hint: write off, info, debug
      log debgu
      | error: 'debgu' is not a log level
      | hint: did you mean 'debug'?
      """)
  }
}
