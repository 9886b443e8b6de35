import Interpreter
import Testing

/// `for`, `repeat`, `after`.
struct FlowTests {
  @Test func `words and ranges, upwards and downwards`() throws {
    try expectSession(
      """
      for n in 1..3 { print {n} }
      | 1
      | 2
      | 3
      for n in a 3..1 'two words' -1..1 { print [{n}] }
      | [a]
      | [3]
      | [2]
      | [1]
      | [two words]
      | [-1]
      | [0]
      | [1]
      for n in 5..5 '1..3' 1.. ..3 1..b { print {n} }
      | 5
      | 1..3
      | 1..
      | ..3
      | 1..b
      for n in { print never }
      """)
  }

  @Test func `blocks may span lines, and stand in one another`() throws {
    try Bench.open { bench in
      #expect(
        bench.run(
          """
          for a in 1 2 {
            # a comment
            for b in x y {
              print {a}{b}; print again

            }
            print end {a}
          }
          """) == """
            1x
            again
            1y
            again
            end 1
            2x
            again
            2y
            again
            end 2
            """)
    }
  }

  @Test func `the inner variable hides the outer one, and both are gone afterwards`() throws {
    try expectSession(
      """
      for n in out { for n in in { print {n} }; print {n} }
      | in
      | out
      print {n}
      | error: 'n' is not bound
      | hint: write \\{ for a plain brace
      """)
  }

  @Test func `a loop variable hides a handle`() throws {
    try expectSession(
      """
      run true as t
      for t in word { print {t} }
      | word
      t
      | <Process(Process-1, stopped)>
      """)
  }

  @Test func `for of takes processes, fixed at the start`() throws {
    try expectSession(
      """
      run true as a; run true as b
      for p of a b { run true; print {p.name} {p} }
      | Process-1 <Process(Process-1, stopped)>
      | Process-2 <Process(Process-2, stopped)>
      for p of all { run true as c; print {p.name} }
      | Process-1
      | Process-2
      | Process-3
      | Process-4
      """)
  }

  @Test func `in a block of processes a bare variable and one in braces are targets`() throws {
    try expectSession(
      """
      spawn sleep 60 as a; spawn sleep 60 as b
      for p of a b { terminate p; join {p}; p.exitcode; print "{p.handle:>5} {p.exitcode}" }
      | -15
      |     a -15
      | -15
      |     b -15
      """)
  }

  @Test func `repeat tallies what came, the most frequent first`() throws {
    try expectSession(
      """
      repeat 3 { print again }
      | again
      | again
      | again
      repeat 10 { spawn true as r; join r } tally r.exitcode
      | 10 0
      run sh 'echo 0 > "$1"' {dir}/n
      worker count sh 'read n < "$1"; echo $((n + 1)) > "$1"; exit $((n % 3 == 0))' {dir}/n
      repeat 12 { run count as c } tally c.exitcode
      | 8 0
      | 4 1
      print {c.runs}
      | 12
      """)
  }

  @Test func `values that came as often stand in the order in which they came`() throws {
    try expectSession(
      """
      new sh 'exit $0' as t
      run sh 'exit 3' as w x2
      run sh 'exit 1' as v x2
      repeat 1 { print } tally all.exitcode
      |
      | 2 3
      | 2 1
      | 1 None
      """)
  }

  @Test func `a loop with at most N waits for room`() throws {
    try Bench.open { bench in
      bench.run("for n in 1..6 at most 2 { spawn sh 'echo start; sleep 0.05' as p{n} }")
      bench.run("join all")
      #expect(bench.run("all.exitcode") == "0\n0\n0\n0\n0\n0")
      // The third can't have begun before one of the first two had ended.
      let timeline = bench.run("timeline json")
      #expect(timeline.split(separator: "\n").count == 6)
    }
  }

  @Test func `at most in quotes are words`() throws {
    try expectSession(
      """
      for n in a 'at' most 2 { print {n} }
      | a
      | at
      | most
      | 2
      for n in a at most 0 { print {n} }
      | error: '0' is not a number of at least 1
      for p of all at most 2 { print {p} }
      | error: 'at most' goes with 'in', not with 'of'
      """)
  }

  @Test func `what is no loop is refused before it runs`() throws {
    try expectSession(
      """
      for
      | error: 'for' needs a variable
      | hint: for X in WORD… [at most N] { … } · for X of T… { … }
      for n on 1 { print never }
      | error: 'for' needs 'in' and words, or 'of' and processes
      | hint: for X in WORD… [at most N] { … } · for X of T… { … }
      for 1 in 1 { print never }
      | error: '1' can't be a variable
      for all in 1 { print never }
      | error: 'all' can't be a variable
      repeat x { print never }
      | error: 'x' is not a number of at least 1
      repeat 2 { print never } tally
      | error: only 'tally VALUE' may stand behind the block
      | hint: repeat N { … } [tally VALUE]
      repeat 2 { print never } twice
      | error: only 'tally VALUE' may stand behind the block
      | hint: repeat N { … } [tally VALUE]
      for n in 1 { print never } tally n
      | error: 'tally' is not expected behind the block
      for p of nobody-there { print never }
      | error: no process is called 'nobody-there'
      """)
  }

  @Test func `after fires while the session waits, into that record`() throws {
    try expectSession(
      """
      spawn sleep 60 as t
      after 50ms print now
      after 100ms terminate t
      print not yet
      | not yet
      join t
      | now
      t.exitcode
      | -15
      """)
  }

  @Test func `what is due earlier fires earlier, whatever the order`() throws {
    try expectSession(
      """
      after 60ms print second
      after 20ms print first
      sleep 150ms
      | first
      | second
      """)
  }

  @Test func `an error of it is told in the record of the wait, which goes on`() throws {
    try expectSession(
      """
      after 20ms kill nobody-there
      sleep 100ms
      | error: no process is called 'nobody-there'
      print on
      | on
      """)
  }

  @Test func `it keeps the loop variables of its place`() throws {
    try expectSession(
      """
      for n in 1 2 { after {n}0ms print at {n} }
      sleep 100ms
      | at 1
      | at 2
      """)
  }

  @Test func `after takes no block`() throws {
    try expectSession(
      """
      after 100ms for x in 1 { print x }
      | error: 'after' takes no block: 'for' can't stand behind it
      | hint: it schedules one statement; several may stand in a file, for 'source'
      """)
  }

  @Test func `a delay is no deadline, and is not scaled`() throws {
    var configuration = SessionConfiguration.forTests
    configuration.timeoutScale = 100
    try expectSession(
      """
      after 20ms print now
      sleep 100ms
      | now
      """, configuration)
  }

  @Test func `a range that is too long to be one is an error, not a word`() throws {
    let hint = "quote it if it is a word"
    try expectSession(
      """
      print never; for x in 1..99999999999 { print {x} }
      | error: '1..99999999999' is too long a range: 1,000,000 values at most
      | hint: \(hint)
      for x in 1..99999999999999999999999 { print {x} }
      | error: '1..99999999999999999999999' is too long a range: 1,000,000 values at most
      | hint: \(hint)
      for x in 2..1 -1..0 a..b '1..99999999999' { print {x} }
      | 2
      | 1
      | -1
      | 0
      | a..b
      | 1..99999999999
      """)
  }

  @Test func `a statement behind after is read before anything runs`() throws {
    try expectSession(
      """
      after
      | error: 'after' needs a duration
      | hint: after D STATEMENT
      after 1s
      | error: 'after' needs a statement
      | hint: after D STATEMENT
      after soon print x
      | error: 'soon' is not a duration
      | hint: write 2s, 300ms, 1m
      after 1s spwan true
      | error: 'spwan' is not a verb
      | hint: did you mean 'spawn'?
      after 1s after 1s print x
      | error: 'after' can't stand behind 'after'
      """)
  }

  @Test func `the ends of a range may be in braces`() throws {
    try expectSession(
      """
      for n in 1..2 { for m in {n}..2 { print {n} {m} } }
      | 1 1
      | 1 2
      | 2 2
      for x in '1..2' 3..a {x}..2 { print {x} }
      | error: 'x' is not bound
      | hint: write \\{ for a plain brace
      for x in '1..2' 3..a { for y in {x} { print {y} } }
      | 1..2
      | 3..a
      for n in 9999999 { for m in 1..{n} { print {m} } }
      | error: '1..9999999' is too long a range: 1,000,000 values at most
      | hint: quote it if it is a word
      """)
  }

  @Test func `a variable stands for the process that it names, until its name is bound`() throws {
    try expectSession(
      """
      run true as t
      for v in t { v.name; check v.exitcode == 0; print {v} {v.name} {v.exitcode:>3} }
      | Process-1
      | t Process-1   0
      for j in x y { spawn true as j; join j; print {j} }
      | <Process(Process-2, stopped)>
      | <Process(Process-3, stopped)>
      for t in nosuch { kill t }
      | error: no process is called 'nosuch', which 't' stands for
      for v in nosuch { print {v.name} }
      | error: no process is called 'nosuch', which 'v' stands for
      for u in v { for v in u { kill v } }
      | error: no process is called 'u', which 'v' stands for
      t
      | <Process(Process-1, stopped)>
      """)
  }
}
