import Language

extension StepResult {
  /// What is told of a line that was not as expected; `timeout` is the line of an earlier timeout,
  /// from which this may follow.
  package func items(
    of step: SessionFile.Step, at line: Int, after timeout: Int?
  ) -> [ReportItem] {
    let unnamed = unnamedErrors.map {
      Mismatch.Row(.unexpected, $0, reason: "an error that no expectation names").shown
    }
    let difference = (mismatch?.lines ?? []) + unnamed
    let remark = timeout.map { ["(may follow from the timeout in line \($0))"] } ?? []
    return [.failure(line: line)] + step.text.map { .statement(escapedForDisplay($0)) }
      + difference.map { .difference($0) }
      + (remark + explanation).map { .explanation(escapedForDisplay($0)) }
  }
}
