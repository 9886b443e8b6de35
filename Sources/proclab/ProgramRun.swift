import Glibc
import Interpreter
import Language
import ProcessEngine

/// Runs statements one line after the other and turns what comes of them into an exit status:
/// what `-c` and standard input share.
final class ProgramRun {
  let output = PlainOutput()
  let session: Session

  init(arguments: [[UInt8]]) {
    var configuration = SessionConfiguration()
    configuration.arguments = arguments
    configuration.here = resolved(".")
    configuration.environment = SessionHost.environment
    session = SessionHost.session(configuration, output: output)
  }

  /// Runs a line; nil where the session goes on.
  func run(_ line: Program.Line, of source: Source) -> ToolStatus? {
    do {
      try session.run(line, of: source)
      output.writer.flush()
      return output.writer.isBroken ? finish(.failed) : nil
    } catch {
      return finish(after: error)
    }
  }

  /// The end of the input: daemons are terminated, the others joined.
  func endOfInput() -> ToolStatus {
    do {
      try session.endInput()
    } catch {
      return finish(after: error)
    }
    return finish(.ok)
  }

  private func finish(after failure: Failure) -> ToolStatus {
    switch failure.kind {
    case .quit:
      session.endEverything(grace: .seconds(2))
      return finish(.ok)
    case .skipped:
      output.tell(failure)
      return finish(.skipped)
    case .ended(.pipe): return finish(.failed)
    case .ended(let signal): SessionHost.end(session, by: signal)
    case .interrupted: return finish(.interrupted)
    case .error, .timeout: return finish(.failed)
    }
  }

  /// Ends what is left, and says how it went: the worst that happened counts. Without a reader this
  /// process ends as any that writes to nobody, by SIGPIPE.
  func finish(_ status: ToolStatus) -> ToolStatus {
    if status == .interrupted { output.writer.hurry() }
    let survivors = session.endEverything(grace: nil)
    output.writer.flush()
    if status == .interrupted || status == .skipped { return status }
    if output.writer.isBroken, Writer.lostOutput == nil { SessionHost.dieBySignal(SIGPIPE) }
    if !survivors.isEmpty || session.hasTimedOut { return .fault }
    return max(status, session.errorCount > 0 ? .failed : .ok)
  }
}
