import Glibc
import Interpreter
import Testing

/// Limits behind `with`, as setrlimit(2) has them.
struct LimitOptionTests {
  @Test func `processor time ends in XCPU`() throws {
    try expectSession(
      """
      run sh 'while :; do :; done' as t with cpu 1s
      t
      | <Process(Process-1, stopped[SIGXCPU])>
      """)
  }

  @Test func `a file that grows too big ends in XFSZ`() throws {
    try expectSession(
      """
      run dd if=/dev/zero of={dir}/x bs=1k count=64 as t with fsize 8K
      t
      | <Process(Process-1, stopped[SIGXFSZ])>
      run sh 'wc -c < "$1"' {dir}/x as u
      | u: 8192
      """)
  }

  @Test func `descriptors, core and address space as the process sees them`() throws {
    try expectSession(
      """
      run sh 'ulimit -n; ulimit -c; ulimit -v' as t with files 32, core 0, address-space 200M
      | t: 32
      | t: 0
      | t: 204800
      """)
  }

  @Test func `a limit on processes is kept, or refused where it would mean nothing`() throws {
    let shown =
      geteuid() == 0
      ? "| error: 'processes' would have no effect: the kernel has no such limit for root"
      : "| t: 4096"
    try expectSession(
      """
      run sh 'ulimit -u' as t with processes 4096
      \(shown)
      """)
  }

  @Test(arguments: [
    ("cpu 1.5s", "error: '1.5s' is not a number of whole seconds"),
    ("cpu 0", "error: '0' is not a number of whole seconds"),
    ("files many", "error: 'many' is not a number"),
    ("core 3X", "error: '3X' is not a size"),
    ("pty yes", "error: 'yes' is not columns and rows"),
    ("isolate yes", "error: 'isolate' takes no value"),
  ])
  func `a value that can't be right`(option: String, complaint: String) throws {
    try Bench.open { bench in
      let shown = bench.run("spawn true as t with \(option)")
      #expect(shown.hasPrefix(complaint), "\(shown)")
    }
  }
}
