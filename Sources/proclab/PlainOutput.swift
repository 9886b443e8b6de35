import Interpreter

/// A session's record on standard output, and nothing else: for `-c` and for pipes.
final class PlainOutput: SessionOutput {
  let writer = Writer(1)

  func record(_ line: RecordLine) {
    writer.line(line.text)
  }

  func notice(_ text: String) {}

  func explain(_ lines: [String]) {}

  func waiting(_ progress: WaitProgress?) {
    if progress != nil { writer.flush() }
  }
}
