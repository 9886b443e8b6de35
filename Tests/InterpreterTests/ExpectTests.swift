import Interpreter
import Testing

/// `expect T …`: output, prompts and states.
struct ExpectTests {
  @Test func `a text is found in a whole line, and all up to it is shown`() throws {
    try expectSession(
      """
      spawn sh 'echo one; echo get ready now; echo three; sleep 60' as t
      expect t ready
      | t: one
      | t: get ready now
      expect t three
      | t: three
      """)
  }

  @Test func `what was revealed is not found again`() throws {
    try expectSession(
      """
      spawn sh 'echo ready; read x; echo ready again' as t with stdin pipe
      expect t ready
      | t: ready
      expect t ready within 50ms
      | error: t did not print 'ready' within 50ms
      send t go
      expect t ready
      | t: ready again
      """)
  }

  @Test func `a line is whole only with its newline, or at the end of the process`() throws {
    try expectSession(
      """
      spawn sh 'printf begun; read x; echo " and ended"' as t with stdin pipe
      expect t begun within 50ms
      | error: t did not print 'begun' within 50ms
      send t go
      expect t begun
      | t: begun and ended
      run sh 'printf unfinished' as u
      | u: unfinished
      spawn sh 'printf unfinished' as v
      expect v unfinished
      | v: unfinished
      """)
  }

  @Test func `a prompt is an unfinished line, shown exactly up to the match`() throws {
    try expectSession(
      """
      spawn sh 'echo hello; printf "name? "; read n; echo "you are $n"' as t with stdin pipe
      expect t prompt name?
      | t: hello
      | t: name?
      send t Ada
      expect t Ada
      | t:  you are Ada
      join t
      """)
  }

  @Test func `a prompt that comes with a newline is none`() throws {
    try expectSession(
      """
      spawn sh 'echo "name? "; sleep 60' as t
      expect t prompt name? within 100ms
      | error: t did not prompt 'name?' within 100ms
      """)
  }

  @Test func `a regular expression is looked for in each line`() throws {
    try expectSession(
      #"""
      spawn sh 'echo port 80; echo port 8080; sleep 60' as t
      expect t matches 'port [0-9]{4}$'
      | t: port 80
      | t: port 8080
      expect t matches 'never\d' within 20ms
      | error: t did not print a line that matches 'never\d' within 20ms
      expect t matches '['
      | error: '[' is not a regular expression
      """#)
  }

  @Test func `standard error is a stream of its own`() throws {
    try expectSession(
      """
      spawn sh 'echo out; echo wrong >&2; echo more >&2; sleep 60' as t
      expect t err wrong
      | t err: wrong
      expect t out
      | t: out
      expect t err matches m.re
      | t err: more
      """)
  }

  @Test func `it fails as soon as the process ends`() throws {
    try expectSession(
      """
      spawn sh 'echo no; exit 1' as t
      expect t ready within 20s
      | error: t ended with exitcode 1 before it printed 'ready'
      spawn sh 'kill -KILL $$' as u
      expect u err matches 're.dy'
      | error: u ended with exitcode -9 before it printed a line that matches 're.dy'
      spawn sh 'exit 0' as v
      expect v prompt '> '
      | error: v ended with exitcode 0 before it prompted '> '
      """)
  }

  @Test func `a grandchild that holds the pipe does not keep it waiting`() throws {
    try Bench.open { bench in
      let took = ContinuousClock().measure {
        #expect(
          bench.run("spawn sh 'sleep 60 & exit 2' as t; expect t ready")
            == "error: t ended with exitcode 2 before it printed 'ready'")
      }
      #expect(took < .seconds(5))
    }
  }

  @Test func `time that runs out, said or set`() throws {
    try expectSession(
      """
      spawn sleep 60 as t
      expect t ready within 30ms
      | error: t did not print 'ready' within 30ms
      set timeout 40ms
      expect t ready
      | error: t did not print 'ready' within 40ms
      expect t exits
      | error: t did not end within 40ms
      """)
  }

  @Test func `nothing is revealed by an expect that fails`() throws {
    try expectSession(
      """
      spawn sh 'echo one; echo two' as t
      expect t three
      | error: t ended with exitcode 0 before it printed 'three'
      join t
      | t: one
      | t: two
      """)
  }

  @Test func `exits and pauses are states; quoted, they are texts`() throws {
    try expectSession(
      """
      spawn sh 'echo the door exits here; echo it pauses; exit 4' as t
      expect t 'exits'
      | t: the door exits here
      expect t "pauses"
      | t: it pauses
      expect t exits
      t.exitcode
      | 4
      expect t exits
      """)
  }

  @Test func `exits tree waits for descendants, and for what they wrote`() throws {
    try expectSession(
      """
      spawn sh '(sleep 0.2; echo late) & echo x; exit 3' as t
      expect t exits
      ps t
      | HANDLE NAME PID STATE EXITCODE TOOK COMMAND
      | t Process-1 {pid} zombie 3 {dur} sh '(sleep 0.2; echo late) & echo x; exit 3'
      expect t exits tree
      t.out
      | 7
      ps t
      | HANDLE NAME PID STATE EXITCODE TOOK COMMAND
      | t Process-1 {pid} stopped 3 {dur} sh '(sleep 0.2; echo late) & echo x; exit 3'
      spawn sh 'sleep 60 & exit 0' as u
      expect u exits tree within 50ms
      | error: u did not end with its tree within 50ms
      kill u
      expect u exits tree
      """, showing: .squeezed)
  }

  @Test func `resumes waits until a paused process goes on`() throws {
    try expectSession(
      """
      spawn sleep 60 as t
      expect t resumes
      pause t; expect t pauses
      t.state
      | paused
      expect t resumes within 20ms
      | error: t did not resume within 20ms
      after 20ms resume t
      expect t resumes
      t.state
      | started
      kill t; join t
      expect t resumes
      | error: t ended with exitcode -9 before it resumed
      spawn sh 'echo it resumes' as u
      expect u 'resumes'
      | u: it resumes
      join u
      """)
  }

  @Test func `exits reveals nothing`() throws {
    try expectSession(
      """
      spawn sh 'echo said' as t
      expect t exits
      t
      | <Process(Process-1, stopped)>
      join t
      | t: said
      """)
  }

  @Test func `only of a started process`() throws {
    try expectSession(
      """
      new true as t
      expect t ready
      | error: can only expect something of a started process
      expect t exits
      | error: can only expect something of a started process
      expect t
      | error: 'expect' needs a text, 'exits', 'pauses' or 'resumes'
      | hint: expect T [err] TEXT [within D] · expect T [err] matches REGEX [within D] · expect T \
      [err] prompt TEXT [within D] · expect T exits [tree] [within D] · expect T pauses|resumes \
      [within D]
      expect t one two
      | error: no process is called 'one'
      | hint: quote a text of several words
      expect t 'one' two
      | error: 'two' is not expected here
      | hint: expect T [err] TEXT [within D] · expect T [err] matches REGEX [within D] · expect T \
      [err] prompt TEXT [within D] · expect T exits [tree] [within D] · expect T pauses|resumes \
      [within D]
      """)
  }

  @Test func `of a set, each member has to say it`() throws {
    try expectSession(
      """
      spawn sh 'echo up; sleep 60' as w x2
      expect w up
      | w.1: up
      | w.2: up
      """)
  }

  @Test func `a text that comes in pieces is one line`() throws {
    try expectSession(
      """
      spawn sh 'printf re; sleep 0.05; printf ady; sleep 0.05; echo !' as t
      expect t ready
      | t: ready!
      """)
  }

  @Test func `a pattern that never comes to an end is an error`() throws {
    var configuration = SessionConfiguration.forTests
    configuration.timeoutScale = 0.02
    try Bench.open(configuration) { bench in
      let text = String(repeating: "a", count: 40)
      #expect(
        bench.transcript(
          """
          run echo \(text) as t with name \(text)
          check t.name matches '(a+)+b'
          check t.name matches '^a+$'
          """) == """
            run echo \(text) as t with name \(text)
            | t: \(text)
            check t.name matches '(a+)+b'
            | error: '(a+)+b' is too hard to match
            check t.name matches '^a+$'
            """)
      #expect(
        bench.transcript("spawn echo \(text) as u\nexpect u matches '^(a+)+b'\nkill u; join u")
          .contains("\n| error: '^(a+)+b' is too hard to match\n"))
    }
  }

  @Test func `of several, each must meet it, and each that doesn't is told`() throws {
    try expectSession(
      """
      spawn sh 'read x; echo $x; sleep 60' as w x3 with stdin pipe
      send w.2 hi
      expect w hi within 200ms
      | w.2: hi
      | error: w.1 did not print 'hi' within 200ms
      | error: w.3 did not print 'hi' within 200ms
      expect w.1 w.3 exits within 20ms
      | error: w.1 did not end within 20ms
      | error: w.3 did not end within 20ms
      send w.1 one; send w.3 one
      expect w.1 w.3 one within 5s
      | w.1: one
      | w.3: one
      new true as n
      kill w
      expect n w.1 exits
      | error: can only expect something of a started process
      expect w exits
      """)
  }
}
