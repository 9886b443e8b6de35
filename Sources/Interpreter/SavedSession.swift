/// A session as a session file, with what of it may come otherwise in a replay.
package struct SavedSession {
  /// A line of the file, counted from 1, and why it may be another's.
  package struct Doubt {
    /// The number of the line.
    package let line: Int
    /// Why what follows there may not replay.
    package let reason: String
  }

  /// Its lines.
  private(set) var lines: [String]
  /// What may not replay.
  package private(set) var doubts: [Doubt] = []
  /// How many rows the lines are: a statement may have several.
  private var rowCount: Int

  init(lines: [String]) {
    self.lines = lines
    rowCount = lines.count
  }

  /// The whole file.
  package var text: String { lines.joined(separator: "\n") + "\n" }

  /// Whether it expects anything.
  private(set) var expectsSomething = false

  mutating func add(_ statement: String) {
    lines.append(statement)
    rowCount += statement.utf8.count { $0 == UInt8(ascii: "\n") } + 1
  }

  mutating func add(expectations: [String]) {
    let written = RecordLine.written(expectations)
    lines += written
    rowCount += written.count
    if !written.isEmpty { expectsSomething = true }
  }

  /// Says in the file that what follows may not replay.
  mutating func add(doubt reason: String) {
    doubt(reason)
    add("# May not replay: \(reason).")
  }

  /// Notes that what comes next may not replay.
  mutating func doubt(_ reason: String) {
    doubts.append(Doubt(line: rowCount + 1, reason: reason))
  }
}
