import Testing

/// Exit codes as Python counts them.
struct PythonExitCodeTests {
  @Test func `the notebook's five functions, joined in order`() throws {
    try expectSession(
      #"""
      worker exit_error sh 'exit 1'
      worker exit_ok true
      worker return_value true
      worker raises sh 'echo "RuntimeError: There was an error" >&2; exit 1'
      worker terminated sleep 60
      for f in exit_error exit_ok return_value raises terminated {
        print "Starting process for " {f}
        spawn {f} as {f} with name {f}
      }
      | Starting process for  exit_error
      | Starting process for  exit_ok
      | Starting process for  return_value
      | Starting process for  raises
      | Starting process for  terminated
      terminate terminated
      for j of exit_error exit_ok return_value raises terminated {
        join {j}
        print "{j.name:>15} exitcode={j.exitcode}"
      }
      |      exit_error exitcode=1
      |         exit_ok exitcode=0
      |    return_value exitcode=0
      | raises err: RuntimeError: There was an error
      |          raises exitcode=1
      |      terminated exitcode=-15
      """#)
  }

  @Test(arguments: [
    ("exit 0", "0"), ("exit 1", "1"), ("exit 255", "255"), ("exit 256", "0"), ("exit 257", "1"),
    ("exit 241", "241"),
  ])
  func `an exit code is its low byte`(script: String, code: String) throws {
    try Bench.open { bench in
      #expect(bench.run("run sh '\(script)' as t; t.exitcode") == code)
    }
  }

  @Test func `a handler that calls exit(15) is exit code 15, not -15`() throws {
    try expectSession(
      """
      spawn sh 'trap "exit 15" TERM; echo up; while :; do sleep 0.05; done' as t
      expect t up
      | t: up
      terminate t only; join t
      print {t} {t.exitcode} {t.signal}
      | <Process(Process-1, stopped[15])> 15 None
      """)
  }

  @Test func `a program that does not handle INT ends with -2, which is not Python's 1`() throws {
    try expectSession(
      """
      spawn sleep 60 as t
      signal INT t; join t
      print {t} {t.exitcode} {t.signal}
      | <Process(Process-1, stopped[SIGINT])> -2 SIGINT
      """)
  }

  @Test func `a program that writes where nobody reads ends with -13`() throws {
    // Python ignores SIGPIPE for its children's sake; a program must get it as from a shell.
    try expectSession(
      """
      spawn yes as t
      close t stdout; join t
      print {t} {t.exitcode}
      | <Process(Process-1, stopped[SIGPIPE])> -13
      """)
  }

  @Test func `a pipeline inside a shell sees SIGPIPE too`() throws {
    try expectSession(
      """
      run sh '(yes; echo status $? >&2) | head -n 1' as t
      | t: y
      | t err: status 141
      """)
  }

  @Test func `signal and core are known once it has ended, and only by a signal`() throws {
    try expectSession(
      """
      run true as ok
      print {ok.signal} {ok.core}
      | None False
      spawn sleep 60 as t
      print {t.signal} {t.core}
      | None None
      terminate t; join t
      print {t.signal} {t.core}
      | SIGTERM False
      """)
  }
}
