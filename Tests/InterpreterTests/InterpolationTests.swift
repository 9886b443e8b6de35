import Interpreter
import Testing

/// `{name}`, `{name.attribute}`, `{name.attribute:format}`, wherever a word may stand.
struct InterpolationTests {
  @Test func `in commands, texts, targets, options, handles and times`() throws {
    try expectSession(
      """
      for n in 1 {
        spawn sh "echo number {n}" as p{n} with name worker-{n}, env N={n}
        join p{n} for {n}s
        check p{n}.exitcode == 0
        print {p1.name}
      }
      | p1: number 1
      | worker-1
      """)
  }

  @Test func `single quotes and other shapes are plain`() throws {
    try expectSession(
      #"""
      run true as t
      print '{t.exitcode}' {t.exitcode} "{t.exitcode}" \{t.exitcode} "\{t.exitcode}"
      | {t.exitcode} 0 0 {t.exitcode} {t.exitcode}
      print {} { } {t.exitcode '{"t":1}' {t,u} {1a} {-}
      | {} { } {t.exitcode {"t":1} {t,u} {1a} {-}
      """#)
  }

  @Test func `formats are Python's: fill, align, width, precision`() throws {
    try expectSession(
      """
      run sh 'exit 7' as abc
      print "[{abc.handle:>6}] [{abc.handle:<6}] [{abc.handle:^6}] [{abc.handle:*^7}]"
      | [   abc] [abc   ] [ abc  ] [**abc**]
      print "[{abc.exitcode:4}] [{abc.handle:4}] [{abc.exitcode:<4}] [{abc.exitcode:0>3}]"
      | [   7] [abc ] [7   ] [007]
      print "[{abc.handle:.2}] [{abc.handle:>4.1}]"
      | [ab] [   a]
      """)
  }

  @Test func `a format that is none is plain text`() throws {
    try expectSession(
      """
      run true as t
      print {t.exitcode:} {t.exitcode:zz}
      | {t.exitcode:} {t.exitcode:zz}
      """)
  }

  @Test func `an unbound name is an error with a way out`() throws {
    try expectSession(
      """
      print {nothing}
      | error: 'nothing' is not bound
      | hint: write \\{ for a plain brace
      |#  print {nothing}
      |#        ^^^^^^^^^
      run echo {nothing.exitcode}
      | error: 'nothing.exitcode' is not bound
      | hint: write \\{ for a plain brace
      |#  run echo {nothing.exitcode}
      |#           ^^^^^^^^^^^^^^^^^^
      print "{1}"
      | error: argument {1} was not given
      |#  print "{1}"
      |#         ^^^
      """, showing: .pictures)
  }

  @Test func `an unknown attribute is an error with the nearest one`() throws {
    try expectSession(
      """
      run true as t
      print {t.exitcod}
      | error: 'exitcod' is not an attribute
      | hint: did you mean 'exitcode'?
      """)
  }

  @Test func `a process is its repr in text, its handle where one is wanted`() throws {
    try expectSession(
      """
      run true as t
      for p of t { print {p}; join {p}; p; print {p:>30} }
      | <Process(Process-1, stopped)>
      | <Process(Process-1, stopped)>
      |  <Process(Process-1, stopped)>
      """)
  }

  @Test func `a set in text is all of its values`() throws {
    try expectSession(
      """
      run sh 'exit 2' as w x2
      print {w.exitcode}
      | 2 2
      """)
  }

  @Test func `dir is a folder of the session, made when first used`() throws {
    try expectSession(
      """
      run sh 'echo kept > "$1/file"; ls -ld "$1" | cut -c1-10' {dir} as t
      | t: drwx------
      run cat {dir}/file as u
      | u: kept
      """)
  }

  @Test func `an argument is what was given, text or not`() throws {
    var configuration = SessionConfiguration.forTests
    configuration.arguments = [[0x61, 0xFF, 0x62]]
    try expectSession(
      """
      print {1}
      | a\\xffb
      run sh 'printf %s "$1" | od -An -tx1' {1} as t
      | t:  61 ff 62
      """, configuration)
  }

  @Test func `arguments are numbered from 1`() throws {
    var configuration = SessionConfiguration.forTests
    configuration.arguments = ["one", "two words"].map { Array($0.utf8) }
    configuration.here = "/somewhere"
    try expectSession(
      """
      print {1} {2} {here}
      | one two words /somewhere
      run printf '[%s]' {2} as t
      | t: [two words]
      print {3}
      | error: argument {3} was not given
      """, configuration)
  }

  @Test func `what is filled in is one word, whatever it holds`() throws {
    try expectSession(
      """
      for text in 'a b;c|d' { run printf '[%s]' {text} as t }
      | t: [a b;c|d]
      """)
  }

  @Test func `a number of a range is one, and what is not known yet stands where it will`() throws {
    try expectSession(
      """
      for n in 9..10 { print "[{n:4}] [{n:02}] [{n:<4}]" }
      | [   9] [09] [9   ]
      | [  10] [10] [10  ]
      new sh 'exit 7' as t
      print "[{t.exitcode:5}] [{t.exitcode:05}] [{t.exitcode:.2}] [{t.signal:5}]"
      | [ None] [ None] [None] [None ]
      start t; join t
      print "[{t.exitcode:5}] [{t.exitcode:05d}] [{t.took:.0f}] [{t.signal:5}]"
      | [    7] [00007] [{dur}] [None ]
      """)
  }
}
