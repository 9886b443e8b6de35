import Glibc
import Interpreter
import Language

/// `proclab` without a terminal: the session on standard input, statement by statement, so that
/// another program can drive it through a pipe.
enum InputMode {
  static func run() -> ToolStatus {
    SessionHost.split()
    let run = ProgramRun(arguments: [])
    var reader = InputReader(run.session)
    while true {
      switch reader.next() {
      case .line(let line, let source):
        if let status = run.run(line, of: source) { return status }
      case .blank: continue
      case .end: return run.endOfInput()
      case .interrupted: return run.finish(.interrupted)
      case .signalled(let signal): SessionHost.end(run.session, by: signal)
      case .failed(let errno):
        let status = run.finish(.fault)
        let writer = Writer(2)
        writer.line("error: cannot read standard input: \(String(cString: strerror(errno)))")
        writer.flush()
        return status
      }
    }
  }
}
