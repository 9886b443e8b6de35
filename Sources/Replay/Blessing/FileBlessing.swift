import Language

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
  package init(_ path: String, _ file: SessionFile, _ reports: [FileReport]) {
    var refusals = reports.flatMap(FileBlessing.refusals)
    let count = reports.map(\.recordings.count).min() ?? 0
    if refusals.isEmpty, reports.contains(where: { $0.recordings.count != count }) {
      refusals = ["its runs did not all come equally far"]
    }
    var edit = ExpectationEdit(file)
    var lines: [Int] = []
    for (index, step) in file.steps.prefix(count).enumerated() where refusals.isEmpty {
      let recordings = reports.map { $0.recordings[index] }
      switch Variation(recordings).verdict {
      case .refused(let reason): refusals.append("line \(file.lineNumber(of: step)): \(reason)")
      case .agreed(let blessing):
        // A file that has only checks has no expectations to write.
        if file.hasExpectations || !file.judges, edit.replace(step, by: blessing.lines) {
          lines.append(file.lineNumber(of: step))
        } else if recordings.contains(where: { !$0.isExpected }) {
          let failure = reports.flatMap(\.failures).first { $0.line == file.lineNumber(of: step) }
          let what = failure?.difference.first ?? "it is not as expected"
          refusals.append("line \(file.lineNumber(of: step)): \(what)")
        }
      }
    }
    guard refusals.isEmpty else {
      // Each reason once, however many runs gave it.
      self = .refused(refusals.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
      return
    }
    guard !lines.isEmpty else {
      self = .unchanged
      return
    }
    let bytes = edit.changes.bytes
    guard (try? SessionFile(bytes, name: path)) != nil else {
      self = .refused(["what would be written can't be read"])
      return
    }
    self = .changed(bytes, lines: lines, diff: UnifiedDiff(path, edit.changes).lines)
  }

  /// What can't be blessed: a deadline that was over says nothing of what would have come.
  private static func refusals(_ report: FileReport) -> [String] {
    (report.hasTimedOut ? ["it timed out: \(report.headline)"] : [])
      + report.unjoined.map { "not joined: \($0)" } + report.problems
      + (report.skipReason.map { ["skipped: \($0)"] } ?? [])
  }
}
