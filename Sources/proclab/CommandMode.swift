import Interpreter
import Language

/// `proclab -c 'STATEMENTS'`: read whole, then run, printing the record alone.
enum CommandMode {
  static func run(_ text: String, arguments: [String]) -> ToolStatus {
    let program = Program(Array(text.utf8), name: nil)
    if let (diagnostic, _) = program.firstUnexpectedError {
      let writer = Writer(2)
      writer.line(diagnostic.rendered(in: program.source))
      writer.flush()
      return .malformed
    }
    SessionHost.split()
    let run = ProgramRun(arguments: arguments)
    for line in program.lines {
      if let status = run.run(line, of: program.source) { return status }
    }
    return run.endOfInput()
  }
}
