/// How a record differs from what is expected of it.
package struct Mismatch: Hashable, Sendable {
  /// A line of the difference.
  package struct Row: Hashable, Sendable {
    /// On which side it stands.
    package enum Side: String, Sendable {
      /// Expected, and there.
      case both = " "
      /// Expected, and not there.
      case missing = "-"
      /// There, and not expected.
      case unexpected = "+"
    }

    /// On which side it stands.
    package let side: Side
    /// The expectation as it was written, or the line of the record as it would be.
    package let text: String
    /// Why, where that is known.
    package var reason: String?
    /// Which line of the record it is.
    let line: Int?

    init(_ side: Side, _ text: String, reason: String? = nil, line: Int? = nil) {
      self.side = side
      self.text = text
      self.reason = reason
      self.line = line
    }

    /// How it is shown: patterns as they were written, lines of the record behind a bar.
    package var shown: String {
      let line = side == .unexpected ? (text.isEmpty ? "|" : "| \(text)") : text
      let reason = reason.map { "   ← \($0)" } ?? ""
      return "\(side.rawValue) \(clipped(line))\(reason)"
    }
  }

  /// The difference, in the order of the record.
  package let rows: [Row]
  /// The expectation at which the comparison was given up; nil where it came to its end.
  let hardPattern: String?
  /// Whether both sides are laid out in it: then a line that is not shown is one that `|...` took.
  let isLaidOut: Bool

  /// A difference, line by line; of one that is not laid out only the lines that are forbidden.
  init(rows: [Row], isLaidOut: Bool = true) {
    self.rows = rows
    self.isLaidOut = isLaidOut
    hardPattern = nil
  }

  /// A comparison that was given up at an expectation.
  init(tooHard expectation: String) {
    rows = [Row(.missing, expectation, reason: "too hard to match")]
    hardPattern = expectation
    isLaidOut = true
  }

  /// How it is shown: what stands on both sides only near a difference, and of many lines that
  /// differ the first ones.
  package var lines: [String] {
    var shown: [String] = []
    var start = 0
    while start < rows.count {
      let side = rows[start].side
      let end = rows[start...].firstIndex { $0.side != side } ?? rows.count
      let (head, tail) =
        side == .both ? (start == 0 ? 0 : 3, end == rows.count ? 0 : 3) : (20, 5)
      let run = rows[start..<end]
      if run.count > head + tail + 2 {
        shown += run.prefix(head).map(\.shown)
        shown.append("\(side.rawValue) … \(run.count - head - tail) lines more")
        shown += run.suffix(tail).map(\.shown)
      } else {
        shown += run.map(\.shown)
      }
      start = end
    }
    let limit = 200
    guard shown.count > limit + 20 else { return shown }
    return shown.prefix(limit) + ["  … \(shown.count - limit) lines more"]
  }
}

/// A line of megabytes as a person wants it: its beginning, and how much more there is.
private func clipped(_ line: String) -> String {
  let limit = 2000
  guard line.utf8.count > limit else { return line }
  let head = line.unicodeScalars.prefix(limit / 2)
  return "\(String(head))… (\(line.utf8.count) bytes)"
}
