import Interpreter

/// The lines of a replay that ran out of time, for what fails behind them.
package struct Timeouts {
  private var lines: [(number: Int, concern: Concern)] = []

  /// None yet.
  package init() {}

  /// Takes in what came of a line. Gives the earlier line from whose timeout its failure may follow:
  /// both are about the same process.
  package mutating func take(_ result: StepResult, at line: Int) -> Int? {
    guard !result.isExpected else { return nil }
    let earlier = lines.first { $0.concern.touches(result.concern) }?.number
    if result.hasTimedOut { lines.append((line, result.concern)) }
    return earlier
  }
}
