package import Interpreter

/// What is to become of a session file whose expectations do not all hold.
package enum FileBlessing: Hashable, Sendable {
  /// All expectations hold.
  case unchanged
  /// The file, the numbers of the lines whose expectations change, and the change as patch(1)
  /// reads it.
  case changed([UInt8], lines: [Int], diff: [String])
  /// Nothing is to be written, for these reasons.
  case refused([String])

  /// Finds it, by what the runs of the file told.
  package init(_ path: FileName, _ file: SessionFile, _ reports: [FileReport]) {
    var refusals = reports.flatMap(FileBlessing.refusals)
    let count = reports.map(\.recordings.count).min() ?? 0
    if refusals.isEmpty, reports.contains(where: { $0.recordings.count != count }) {
      refusals = ["its runs did not all come equally far"]
    }
    var edit = ExpectationEdit(file)
    var lines: [Int] = []
    for (index, step) in file.steps.prefix(count).enumerated() where refusals.isEmpty {
      let recordings = reports.map { $0.recordings[index] }
      let line = file.lineNumber(of: step)
      // A file that has only checks has no expectations to write.
      guard file.hasExpectations || !file.judges else {
        refusals += FileBlessing.failure(line, recordings, reports)
        continue
      }
      switch Variation(recordings).verdict {
      case .refused(let reason): refusals.append("line \(line): \(reason)")
      case .agreed(let blessing):
        if edit.replace(step, by: blessing.lines) {
          lines.append(line)
        } else {
          refusals += FileBlessing.failure(line, recordings, reports)
        }
      }
    }
    let unreached = file.steps.dropFirst(count).filter(\.provesAnything)
    if refusals.isEmpty {
      refusals += unreached.map { "line \(file.lineNumber(of: $0)) is not reached" }
    }
    guard refusals.isEmpty else {
      // Each reason once, however many runs gave it.
      self = .refused(refusals.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
      return
    }
    guard !lines.isEmpty else {
      self = file.judges ? .unchanged : .refused([SessionFile.checksNothing])
      return
    }
    let bytes = edit.changes.bytes
    guard (try? SessionFile(bytes, name: path.shown)) != nil else {
      self = .refused(["what would be written can't be read"])
      return
    }
    self = .changed(bytes, lines: lines, diff: UnifiedDiff(path, edit.changes).lines)
  }

  /// What is wrong with a line that other expectations would not mend.
  private static func failure(
    _ line: Int, _ recordings: [FileReport.Recording], _ reports: [FileReport]
  ) -> [String] {
    guard recordings.contains(where: { !$0.isExpected }) else { return [] }
    let failure = reports.flatMap(\.failures).first { $0.line == line }
    return ["line \(line): \(failure?.difference.first ?? "it is not as expected")"]
  }

  /// What can't be blessed: a deadline that was over says nothing of what would have come.
  private static func refusals(_ report: FileReport) -> [String] {
    (report.hasTimedOut ? ["it timed out: \(report.headline)"] : [])
      + report.unjoined.map { "not joined: \($0)" } + report.problems
      + (report.skipReason.map { ["skipped: \($0)"] } ?? [])
  }
}
