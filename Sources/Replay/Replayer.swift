package import Interpreter
package import Language
package import ProcessEngine

/// Who watches a replay: told all that its session says, and of each line when it begins and ends.
package protocol ReplayObserver: SessionOutput {
  /// A line is about to run.
  func willRun(_ step: SessionFile.Step)
  /// A line has run.
  func didRun(_ step: SessionFile.Step, _ result: StepResult)
  /// A line that would have proved something is not reached, since another ended the session.
  func didNotReach(_ step: SessionFile.Step, after last: SessionFile.Step)
}

/// Runs the lines of a session file, and holds what each prints against what is expected.
package final class Replayer: SessionOutput {
  /// How a replay ended before its last line.
  package enum Ending: Hashable, Sendable {
    /// A line was `quit`.
    case quit
    /// A `require` did not hold, for this reason.
    case skipped(String)
    /// Ctrl-C.
    case interrupted
    /// A signal to this process.
    case signalled(Signal)
  }

  private let file: SessionFile
  private let blesses: Bool
  private weak var observer: (any ReplayObserver)?
  private var record: [RecordLine] = []
  private var explanation: [String] = []

  /// Lines that were not as expected: what they printed, or an error that nobody named.
  package private(set) var failureCount = 0
  /// Whether a default deadline was over in one of them: one that an expectation names is no fault.
  package private(set) var hasTimedOut = false

  /// Replays a file; with `blesses`, what would have to be expected is found out too.
  package init(_ file: SessionFile, observer: any ReplayObserver, blesses: Bool = false) {
    self.file = file
    self.observer = observer
    self.blesses = blesses
  }

  /// Runs all lines in a session; gives why it ended before the last, or nil.
  package func run(in session: Session) -> Ending? {
    for step in file.steps {
      if let ending = run(step, in: session) { return ending }
    }
    return nil
  }

  /// Runs one line; gives why the session is to end, or nil.
  package func run(_ step: SessionFile.Step, in session: Session) -> Ending? {
    let ending = run(step, as: [step.line], of: file.source, in: session)
    if ending == .quit { miss(after: step) }
    return ending
  }

  /// What a `quit` of the file itself leaves out was not as expected: nobody has looked.
  private func miss(after last: SessionFile.Step) {
    let rest = file.steps.drop { $0.line.span.start <= last.line.span.start }
    let missed = (last.judgesBehindQuit ? [last] : []) + rest.filter(\.provesAnything)
    failureCount += missed.count
    for step in missed { observer?.didNotReach(step, after: last) }
  }

  /// Runs lines in place of that of a step, and holds them against the expectations of the step.
  package func run(
    _ step: SessionFile.Step, as lines: [Program.Line], of source: Source, in session: Session
  ) -> Ending? {
    observer?.willRun(step)
    (record, explanation) = ([], [])
    let errorsBefore = session.errorCount
    let timeoutsBefore = session.timeoutCount
    var concern = Concern()
    var ending: Ending?
    do {
      for line in lines {
        defer { concern.formUnion(session.concern) }
        try session.run(line, of: source)
      }
    } catch {
      ending = Replayer.ending(error)
    }
    // What was cut short has not printed all that it would have.
    switch ending {
    case .interrupted, .skipped, .signalled: return ending
    case .quit, nil: break
    }
    let result = judge(
      step, hasErrors: session.errorCount > errorsBefore,
      hasTimedOut: session.timeoutCount > timeoutsBefore, concern: concern,
      scale: session.configuration.timeoutScale
    ) { session.placeholderValue($0) }
    if !result.isExpected {
      failureCount += 1
      if result.hasTimedOut { hasTimedOut = true }
    }
    observer?.didRun(step, result)
    return ending
  }

  /// What a failure that ends more than its line means for the whole file.
  package static func ending(_ failure: Failure) -> Ending {
    switch failure.kind {
    case .quit: .quit
    case .skipped: .skipped(failure.diagnostics.first?.message ?? "")
    case .ended(let signal): .signalled(signal)
    case .interrupted, .error, .timeout: .interrupted
    }
  }

  /// A line without expectations must be silent where the file has any; else it may print.
  private func judge(
    _ step: SessionFile.Step, hasErrors: Bool, hasTimedOut: Bool, concern: Concern,
    scale: Double,
    _ value: @escaping (String) -> String?
  ) -> StepResult {
    let matcher = Matcher(
      step.expectations, record, PlaceholderValues(value), patience: Matcher.patience * scale)
    let mismatch = file.hasExpectations ? matcher.mismatch() : nil
    let unnamed = hasErrors ? matcher.unnamedErrors(beside: mismatch) : []
    return StepResult(
      record: record, mismatch: mismatch, unnamedErrors: unnamed, explanation: explanation,
      concern: concern, hasTimedOut: hasTimedOut,
      blessing: blesses ? blessing(of: step, matcher) : nil)
  }

  private func blessing(of step: SessionFile.Step, _ matcher: Matcher) -> Blessing {
    Blessing(
      matcher, record, written: step.expectationSpans.map { file.source.text($0) },
      judges: step.judges)
  }
}

/// What a session says is kept for the comparison, and passed on.
extension Replayer {
  package func record(_ line: RecordLine) {
    record.append(line)
    observer?.record(line)
  }

  package func notice(_ text: String) { observer?.notice(text) }

  package func wrote(_ text: String, tag: String) { observer?.wrote(text, tag: tag) }

  package func explain(_ lines: [String]) {
    explanation += lines
    observer?.explain(lines)
  }

  package func waiting(_ progress: WaitProgress?) { observer?.waiting(progress) }
  package func suspending() { observer?.suspending() }
  package func resumed() { observer?.resumed() }
  package func windowChanged() { observer?.windowChanged() }
  package var terminal: (any PersonTerminal)? { observer?.terminal }
}
