import Glibc
import Testing

/// How Python shows a process: 3.6 as in the notebook, and 3.8 and later.
struct PythonRepresentationTests {
  @Test func `3.6: every state and every way to end`() throws {
    try expectSession(
      """
      new true as t
      t
      | <Process(Process-1, initial)>
      run true as ok
      ok
      | <Process(Process-2, stopped)>
      run sh 'exit 1' as bad
      bad
      | <Process(Process-3, stopped[1])>
      run sh 'kill -TERM $$' as term
      term
      | <Process(Process-4, stopped[SIGTERM])>
      run sh 'kill -KILL $$' as killed
      killed
      | <Process(Process-5, stopped[SIGKILL])>
      spawn sleep 60 as s
      s
      | <Process(Process-6, started)>
      """)
  }

  @Test func `3.6: a daemon says so after its state`() throws {
    try expectSession(
      """
      new sleep 60 as d with daemon
      d
      | <Process(Process-1, initial daemon)>
      start d
      d
      | <Process(Process-1, started daemon)>
      terminate d; join d
      d
      | <Process(Process-1, stopped[SIGTERM] daemon)>
      run true as e with daemon
      e
      | <Process(Process-2, stopped daemon)>
      """)
  }

  @Test func `a signal without a name is its number`() throws {
    try expectSession(
      """
      spawn sleep 60 as t
      signal 35 t; join t
      print {t} {t.exitcode}
      | <Process(Process-1, stopped[-35])> -35
      set style modern
      check t.repr contains 'stopped exitcode=-35>'
      """)
  }

  @Test(arguments: [
    (1, "SIGHUP"), (2, "SIGINT"), (6, "SIGABRT"), (7, "SIGBUS"), (9, "SIGKILL"), (10, "SIGUSR1"),
    (13, "SIGPIPE"), (14, "SIGALRM"), (15, "SIGTERM"), (16, "-16"), (24, "SIGXCPU"),
    (29, "SIGPOLL"), (30, "SIGPWR"), (31, "SIGSYS"), (34, "SIGRTMIN"), (63, "-63"),
    (64, "SIGRTMAX"),
  ])
  func `a signal is named as Python's signal module names it`(number: Int, name: String) throws {
    try expectSession(
      """
      spawn sleep 60 as t
      signal \(number) t; join t
      t
      | <Process(Process-1, stopped[\(name)])>
      t.exitcode
      | -\(number)
      """)
  }

  @Test func `3.8: the name, the pid once there is one, the parent, the state`() throws {
    try Bench.open { bench in
      let parent = getpid()
      bench.run("set style modern; new true as t with name worker-a")
      #expect(try bench.value("t") == "<Process name='worker-a' parent=\(parent) initial>")
      bench.run("start t")
      let pid = try bench.value("t.pid")
      let start = "<Process name='worker-a' pid=\(pid) parent=\(parent)"
      #expect(try bench.value("t") == "\(start) started>")
      bench.run("join t")
      #expect(try bench.value("t") == "\(start) stopped exitcode=0>")
    }
  }

  @Test(arguments: [
    ("exit 1", "stopped exitcode=1"), ("exit 255", "stopped exitcode=255"),
    ("kill -TERM $$", "stopped exitcode=-SIGTERM"), ("kill -PIPE $$", "stopped exitcode=-SIGPIPE"),
  ])
  func `3.8: an end is its exitcode`(script: String, end: String) throws {
    try Bench.open { bench in
      bench.run("set style modern; run sh '\(script)' as t; run sh '\(script)' as d with daemon")
      let plain = try bench.value("t")
      let daemon = try bench.value("d")
      #expect(plain.hasSuffix(" parent=\(getpid()) \(end)>"))
      #expect(daemon.hasSuffix(" parent=\(getpid()) \(end) daemon>"))
    }
  }

  @Test func `the style can go back and forth`() throws {
    try expectSession(
      """
      run true as t
      set style modern
      check t.repr contains "name='Process-1' pid={t.pid} parent={t.ppid} stopped exitcode=0"
      set style classic
      t
      | <Process(Process-1, stopped)>
      t.repr
      | <Process(Process-1, stopped)>
      """)
  }
}
