package import Interpreter
import Language
package import ProcessEngine

/// What a replay tells while it runs.
package protocol ReplayObserver: AnyObject {
  /// A line is about to run.
  func willRun(_ step: SessionFile.Step)
  /// The line that runs has printed this.
  func didPrint(_ line: RecordLine)
  /// What goes with an error that was printed, for a person.
  func didExplain(_ lines: [String])
  /// A line has run; `mismatch` is nil where its record is what was expected.
  func didRun(_ step: SessionFile.Step, _ mismatch: Mismatch?)
  /// A wait has begun, goes on, or (nil) is over.
  func isWaiting(_ progress: WaitProgress?)
}

/// Runs a session file line by line, and holds what each line prints against what is expected.
package final class Replayer: SessionOutput {
  /// How a replay ended.
  package enum Ending: Hashable, Sendable {
    /// All lines were run.
    case complete
    /// A line was `quit`.
    case quit
    /// Ctrl-C.
    case interrupted
    /// A signal to this process.
    case signalled(Signal)
  }

  private let file: SessionFile
  private weak var observer: (any ReplayObserver)?
  private var record: [RecordLine] = []

  /// Lines whose record was not what was expected.
  package private(set) var mismatchCount = 0
  /// Statements that were errors and that no expectation named.
  package private(set) var unnamedErrorCount = 0
  /// The records of the lines that have run, in order.
  package private(set) var records: [[RecordLine]] = []

  /// Replays a file.
  package init(_ file: SessionFile, observer: any ReplayObserver) {
    self.file = file
    self.observer = observer
  }

  /// Runs all lines in a session.
  package func run(in session: Session) -> Ending {
    for step in file.steps {
      observer?.willRun(step)
      record = []
      var ending: Ending?
      let errorsBefore = session.errorCount
      do {
        try session.run(step.line, of: file.source)
      } catch {
        ending = Replayer.ending(error)
      }
      let mismatch = judge(step, in: session)
      if mismatch != nil { mismatchCount += 1 }
      if session.errorCount > errorsBefore, mismatch != nil || step.expectations.isEmpty {
        unnamedErrorCount += 1
      }
      records.append(record)
      observer?.didRun(step, mismatch)
      if let ending { return ending }
    }
    return .complete
  }

  private static func ending(_ failure: Failure) -> Ending {
    switch failure.kind {
    case .quit: .quit
    case .ended(let signal): .signalled(signal)
    case .interrupted, .error, .timeout: .interrupted
    }
  }

  /// A line without expectations must be silent where the file has any; else it may print.
  private func judge(_ step: SessionFile.Step, in session: Session) -> Mismatch? {
    guard file.hasExpectations else { return nil }
    let matcher = Matcher(step.expectations, record.map(\.canonicalText)) { path in
      session.placeholderValue(path)
    }
    return matcher.mismatch()
  }

  /// A line of the record.
  package func record(_ line: RecordLine) {
    record.append(line)
    observer?.didPrint(line)
  }

  /// Notices are for live prompts.
  package func notice(_ text: String) {}

  /// What goes with an error.
  package func explain(_ lines: [String]) {
    observer?.didExplain(lines)
  }

  /// A wait.
  package func waiting(_ progress: WaitProgress?) {
    observer?.isWaiting(progress)
  }
}
