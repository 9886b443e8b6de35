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
    /// The expectation as it was written, or the line of the record.
    package let text: String
    /// Why, where that is known.
    package var reason: String?

    init(_ side: Side, _ text: String, reason: String? = nil) {
      self.side = side
      self.text = text
      self.reason = reason
    }
  }

  /// The difference, in the order of the record.
  package let rows: [Row]

  /// How it is shown: patterns as they were written, lines of the record behind a bar.
  package var lines: [String] {
    rows.map { row in
      let text = row.side == .unexpected ? (row.text.isEmpty ? "|" : "| \(row.text)") : row.text
      let reason = row.reason.map { "   ← \($0)" } ?? ""
      return "\(row.side.rawValue) \(text)\(reason)"
    }
  }
}
