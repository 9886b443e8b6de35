package import Interpreter

/// What came of running a line.
package struct StepResult {
  /// What it printed.
  package let record: [RecordLine]
  /// How that differs from what is expected; nil where it does not, or nothing is.
  package let mismatch: Mismatch?
  /// The errors that it printed and that no expectation names, but for those that `mismatch` shows.
  package let unnamedErrors: [String]
  /// What there is to know besides, for a person: the place of an error, what a process had
  /// written, the process table; escaped already.
  package let explanation: [String]
  /// The processes that it is about.
  package let concern: Concern
  /// Whether a default deadline was over.
  package let hasTimedOut: Bool
  /// Where expectations are to be written: those that this record asks for.
  package let blessing: Blessing?

  /// Whether all was as expected.
  package var isExpected: Bool { mismatch == nil && unnamedErrors.isEmpty }
}
