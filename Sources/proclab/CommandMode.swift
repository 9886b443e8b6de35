import Interpreter
import Language

/// `proclab -c 'STATEMENTS'`: read whole, then run, printing the record alone.
enum CommandMode {
  static func run(_ text: [UInt8], arguments: [[UInt8]]) -> ToolStatus {
    let program = Program(text, name: nil)
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
