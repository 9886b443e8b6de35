import Language

extension StepResult {
  /// What is told of a line that was not as expected; `timeout` is the line of an earlier timeout,
  /// from which this may follow.
  package func items(
    of step: SessionFile.Step, at line: Int, after timeout: Int?
  ) -> [ReportItem] {
    let remark = timeout.map { [StepResult.remark(after: $0)] } ?? []
    return [.failure(line: line)] + step.text.map { .statement(shownAsWritten($0)) }
      + difference.map { .difference($0) }
      + (remark + explanation).map { .explanation($0) }
  }

  /// What is told of a line that was not reached, since that of the number `last` ended the session.
  package static func items(
    ofUnreached step: SessionFile.Step, at line: Int, after last: Int
  ) -> [ReportItem] {
    [.failure(line: line)] + step.text.map { .statement(shownAsWritten($0)) }
      + [.explanation(notReached(after: last))]
  }

  /// Why a line was not reached.
  package static func notReached(after last: Int) -> String {
    "not reached: line \(last) ended the session"
  }

  /// How it differs from what is expected, ready to be shown.
  package var difference: [String] {
    (mismatch?.lines ?? [])
      + unnamedErrors.map {
        Mismatch.Row(.unexpected, $0, reason: "an error that no expectation names").shown
      }
  }

  /// What is said of a line that failed behind one that ran out of time.
  package static func remark(after line: Int) -> String {
    "(may follow from the timeout in line \(line))"
  }
}
