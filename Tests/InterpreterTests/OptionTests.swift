import Foundation
import Interpreter
import Testing

/// What may stand behind `with`.
struct OptionTests {
  @Test func `name, cwd and env, separated by commas`() throws {
    try expectSession(
      """
      run sh 'pwd; echo "$A" "$B"' as t with name worker-a, cwd /usr, env A=1 'B=two words'
      | t: /usr
      | t: 1 two words
      t.name
      | worker-a
      """)
  }

  @Test func `env adds to the session's environment, and the later counts`() throws {
    try expectSession(
      """
      run sh 'echo "$LC_ALL" "${A-unset}"' as t with env A=1, env A=2 LC_ALL=C
      | t: C 2
      run sh 'echo "$LC_ALL" "${A-unset}"' as u
      | u: C.UTF-8 unset
      """)
  }

  @Test func `umask and nice`() throws {
    try expectSession(
      """
      run sh 'umask; nice' as t with umask 077, nice 5
      | t: 0077
      | t: 5
      """)
  }

  @Test func `a limit that can't be is named with its bound`() throws {
    let most = try String(contentsOfFile: "/proc/sys/fs/nr_open", encoding: .utf8)
    try expectSession(
      """
      run true as t with core 0, files 999999999999999
      | error: cannot run 'true': files 999999999999999 is above the system's limit \(most)
      """)
  }

  @Test func `a folder that is not there`() throws {
    try expectSession(
      """
      run true as t with cwd /nonexistent
      | error: cannot run 'true': no such directory '/nonexistent'
      t
      | <Process(Process-1, initial)>
      """)
  }

  @Test func `via runs the command under a launcher`() throws {
    try expectSession(
      """
      run echo hello as t with via 'env A=1 sh -c "echo A is $A; exec $0 $1"'
      | t: A is 1
      | t: hello
      run sh 'echo "$X"' as u with via 'env X=launched'
      | u: launched
      run true as v with via 'a; b'
      | error: 'a; b' is not a command
      """)
  }

  @Test func `parent-death takes a signal or off`() throws {
    try expectSession(
      """
      run true as t with parent-death TERM
      run true as u with parent-death off
      run true as v with parent-death nonsense
      | error: 'nonsense' is not a signal, nor 'off'
      """)
  }

  @Test func `options that can't go together are refused before anything runs`() throws {
    try expectSession(
      """
      print never; run true as t with name a, name b
      | error: 'name' is given twice
      print never; spawn true as t with pty, stdin {t.name}
      | error: 'stdin' is the terminal of 'pty'
      print never; spawn true as t with isolate, parent-death off
      | error: 'parent-death' can't be chosen: all of 'isolate' is killed when proclab dies
      run true as t with daemon, daemon
      | error: 'daemon' is given twice
      run sh 'echo "$A$B"' as t with via 'env A=1', via 'env B=2'
      | t: 12
      """)
  }

  @Test func `options are checked before anything runs`() throws {
    try expectSession(
      """
      run echo never as t with deamon
      | error: 'deamon' is not an option of 'with'
      | hint: did you mean 'daemon'?
      |#  run echo never as t with deamon
      |#                           ^^^^^^
      run echo never as t with
      | error: 'with' needs an option
      | hint: \(optionNames)
      |#  run echo never as t with
      |#                      ^^^^
      run echo never as t with daemon, , name x
      | error: an option is missing at this comma
      |#  run echo never as t with daemon, , name x
      |#                                   ^
      run echo never as t with daemon yes
      | error: 'daemon' takes no value
      | hint: a comma separates options: '… daemon, …'
      |#  run echo never as t with daemon yes
      |#                                  ^^^
      run echo never as t with name
      | error: 'name' needs a value, as in 'name NAME'
      |#  run echo never as t with name
      |#                           ^^^^
      ps
      | HANDLE  NAME  PID  STATE  EXITCODE  TOOK  COMMAND
      """, showing: .pictures)
  }

  @Test func `a missing comma is pointed at`() throws {
    try expectSession(
      """
      run echo never as t with name x daemon
      | error: 'name' needs a value, as in 'name NAME'
      | hint: a comma separates options: '… name NAME, …'
      |#  run echo never as t with name x daemon
      |#                                  ^^^^^^
      """, showing: .pictures)
  }

  @Test func `values that could never be right`() throws {
    try expectSession(
      """
      run true as t with umask 999
      | error: '999' is not an octal mask
      run true as t with nice lots
      | error: 'lots' is not a number from -20 to 19
      run true as t with env nothing
      | error: 'nothing' is not NAME=value
      run true as t with name 'two words'
      | error: 'two words' can't be a name
      """)
  }

  private var optionNames: String {
    LaunchOption.kinds.map(\.name).joined(separator: ", ")
  }
}
