import Interpreter
import Testing

/// `with pty`: a terminal of its own.
struct TerminalOptionTests {
  @Test func `it is on a terminal of the usual size, without echo, and loses no tail`() throws {
    try expectSession(
      """
      spawn sh 'test -t 0 && test -t 1 && test -t 2 && stty size; read x; echo "$x"; printf tail; exit 5' as t with pty
      expect t 24
      | t: 24 80
      send t hello
      join t
      | t: hello
      | t: tail
      t.exitcode
      | 5
      """)
  }

  @Test func `its window is as large as is said`() throws {
    try expectSession(
      """
      run stty size as t with pty 132x50
      | t: 50 132
      run stty size as t with name x, pty
      | t: 24 80
      run true as t with pty 132
      | error: '132' is not columns and rows, such as 132x50
      """)
  }

  @Test func `to close its input is the end of file`() throws {
    try expectSession(
      """
      spawn cat as t with pty
      send t one
      close t
      join t
      | t: one
      t.exitcode
      | 0
      """)
  }

  @Test func `what closes its streams may open the terminal again`() throws {
    try expectSession(
      """
      spawn sh 'exec <&- >&- 2>&-; sleep 0.02; echo back > /dev/tty; read x < /dev/tty; exit 3' as t with pty
      expect t back
      | t: back
      send t on
      join t
      t.exitcode
      | 3
      """)
  }

  @Test func `the end of the terminal's other side is a hangup`() throws {
    try expectSession(
      """
      spawn sh 'trap "exit 3" HUP; echo ready; while :; do read x; done' as t with pty
      expect t ready
      | t: ready
      signal HUP t only
      join t
      t.exitcode
      | 3
      """)
  }

  @Test func `its streams can't be anything else`() throws {
    try expectSession(
      """
      spawn true as t with pty, stdin pipe
      | error: 'stdin' is the terminal of 'pty'
      spawn true as t with stderr stdout, pty
      | error: 'stderr' is the terminal of 'pty'
      """)
  }

  @Test func `close behind an unfinished line hands that over, and ends the input`() throws {
    try expectSession(
      """
      spawn cat as c with pty
      send c abc raw
      close c
      expect c exits within 5s
      join c
      | c: abc
      close c
      """)
  }
}
