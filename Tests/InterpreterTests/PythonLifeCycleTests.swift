import Glibc
import Testing

/// The life of a process as Python's `multiprocessing` has it, row by row.
struct PythonLifeCycleTests {
  @Test func `a life is initial, started and stopped by its signal, as in the notebook`() throws {
    try expectSession(
      """
      worker slow_worker sh 'sleep 60; echo Finished worker'
      new slow_worker as p with name Process-3
      print BEFORE: {p} {p.alive}
      | BEFORE: <Process(Process-3, initial)> False
      start p
      print DURING: {p} {p.alive}
      | DURING: <Process(Process-3, started)> True
      terminate p
      print TERMINATED: {p} {p.alive}
      | TERMINATED: <Process(Process-3, started)> True
      join p
      print JOINED: {p} {p.alive}
      | JOINED: <Process(Process-3, stopped[SIGTERM])> False
      """)
  }

  @Test func `start: twice is an error, while it runs and after its end`() throws {
    try expectSession(
      """
      spawn sleep 60 as t
      start t
      | error: cannot start a process twice
      kill t; join t
      start t
      | error: cannot start a process twice
      t
      | <Process(Process-1, stopped[SIGKILL])>
      """)
  }

  @Test func `join: only a started process, blocks, and returns at once ever after`() throws {
    try expectSession(
      """
      new sh 'echo out; exit 3' as t
      join t
      | error: can only join a started process
      start t
      join t
      | t: out
      join t
      join t for 1s
      t.exitcode
      | 3
      """)
  }

  @Test func `join with a time that runs out is silent and changes nothing`() throws {
    try expectSession(
      """
      spawn sleep 60 as t
      join t for 10ms
      join t for 0
      print {t} {t.alive} {t.exitcode}
      | <Process(Process-1, started)> True None
      """)
  }

  @Test func `join with no time left is a poll that sees what has ended`() throws {
    try expectSession(
      """
      spawn true as t
      spawn sleep 60 as other
      expect t exits
      spawn sh 'exit 4' as u; join u
      join t for 0
      t.exitcode
      | 0
      """)
  }

  @Test func `terminate, kill and all other signals: only a started process`() throws {
    try expectSession(
      """
      new sleep 60 as t
      terminate t
      | error: can only terminate a started process
      kill t
      | error: can only kill a started process
      signal INT t
      | error: can only signal a started process
      pause t
      | error: can only pause a started process
      resume t
      | error: can only resume a started process
      stop t
      | error: can only stop a started process
      t
      | <Process(Process-1, initial)>
      """)
  }

  @Test func `terminate and kill after the end do nothing, silently`() throws {
    try expectSession(
      """
      run true as t
      terminate t
      kill t
      stop t
      signal USR1 t
      t
      | <Process(Process-1, stopped)>
      """)
  }

  @Test func `alive: False, True while it runs, True while paused, False`() throws {
    try expectSession(
      """
      new sleep 60 as t
      t.alive
      | False
      start t
      t.alive
      | True
      pause t; expect t pauses
      print {t} {t.alive} {t.state} {t.exitcode}
      | <Process(Process-1, started)> True paused None
      kill t; join t
      t.alive
      | False
      """)
  }

  @Test func `a paused process hears TERM only when it is resumed, KILL at once`() throws {
    try expectSession(
      """
      spawn sleep 60 as a; spawn sleep 60 as b
      pause a b; expect a pauses; expect b pauses
      terminate a
      join a for 50ms
      print {a} {a.state}
      | <Process(Process-1, started)> paused
      resume a; join a
      a.exitcode
      | -15
      kill b; join b
      b.exitcode
      | -9
      """)
  }

  @Test func `a process that ignores TERM is alive and started until KILL`() throws {
    try expectSession(
      """
      spawn sh 'trap "" TERM; echo up; while :; do sleep 60; done' as t
      expect t up
      | t: up
      terminate t only
      join t for 50ms
      print {t} {t.alive}
      | <Process(Process-1, started)> True
      kill t; join t
      t
      | <Process(Process-1, stopped[SIGKILL])>
      """)
  }

  @Test func `exitcode: None, None, then a number that stays`() throws {
    try expectSession(
      """
      new sh 'exit 7' as t
      t.exitcode
      | None
      start t
      t.exitcode
      | None
      join t
      t.exitcode
      | 7
      t.exitcode
      | 7
      """)
  }

  @Test func `pid: None, then a number that stays after the end`() throws {
    try expectSession(
      """
      new true as t
      t.pid
      | None
      start t
      t.pid
      | {pid}
      join t
      t.pid
      | {pid}
      """)
    try Bench.open { bench in
      bench.run("spawn true as t")
      let pid = try bench.value("t.pid")
      bench.run("join t")
      #expect(try bench.value("t.pid") == pid)
      #expect(try bench.value("t.ppid") == "\(getpid())")
    }
  }

  @Test func `standard input is /dev/null`() throws {
    try expectSession(
      """
      run sh 'readlink /proc/self/fd/0; cat; echo at the end' as t
      | t: /dev/null
      | t: at the end
      """)
  }

  @Test func `each leads a session and a group of its own`() throws {
    try Bench.open { bench in
      bench.run("spawn sleep 60 as t")
      let pid = try bench.value("t.pid")
      #expect(try bench.value("t.pgid") == pid)
      #expect(try bench.value("t.sid") == pid)
      #expect(getsid(Int32(pid) ?? 0) == Int32(pid))
      #expect(getpgid(Int32(pid) ?? 0) == Int32(pid))
    }
  }

  @Test func `an unjoined child stays started in our eyes until somebody looks`() throws {
    try expectSession(
      """
      spawn sh 'exit 3' as t
      spawn sleep 60 as other
      print {t} {t.exitcode}
      | <Process(Process-1, started)> None
      sleep 300ms
      print {t} {t.exitcode}
      | <Process(Process-1, stopped[3])> 3
      """)
  }

  @Test func `a join ends with the process, not with the pipe that a grandchild holds`() throws {
    // Python's join watches an inherited pipe, and spends its whole time (cpython#79838).
    try expectSession(
      """
      spawn sh 'echo one; sleep 60 & exit 4' as t
      join t
      | t: one
      t.exitcode
      | 4
      """)
  }
}
