import Interpreter
import Language

/// A session's record on standard output, and nothing else: for `-c` and for pipes.
final class PlainOutput: SessionOutput {
  let writer = Writer(1)

  var isLost: Bool { writer.isBroken }

  func record(_ line: RecordLine) {
    writer.line(line.text)
  }

  /// Says on standard error why the program goes no further.
  func tell(_ failure: Failure) {
    writer.flush()
    let errors = Writer(2)
    errors.lines(failure.diagnostics.map { "skipped: \($0.message)" })
    errors.flush()
  }

  func notice(_ text: String) {}

  func explain(_ lines: [String]) {}

  func waiting(_ progress: WaitProgress?) {
    if progress != nil { writer.flush() }
  }
}
