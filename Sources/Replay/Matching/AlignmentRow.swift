/// A line of an alignment: an expectation, a line of the record, or both side by side.
struct AlignmentRow {
  /// How the two go together.
  enum Kind {
    /// Both are there.
    case kept
    /// The expectation asks for nothing here: `|...`, `|?` without its line, the bars of a block.
    case silent
    /// The expectation has no line.
    case missing
    /// The line has no expectation.
    case unexpected
    /// The line is one of those that `|...` lets pass.
    case covered
  }

  var kind: Kind
  /// What is expected.
  var expectation: Expectation?
  /// Which of the lines behind the bar it is.
  var place: Int?
  /// The text of that line where it is no expectation of its own: `|{` and `|}`.
  var text: String?
  /// Which line of the record it is, or nil.
  var line: Int?
  /// The line as it is shown.
  var lineText = ""
  var reason: String?

  /// Whether it is the first or the last line of a block.
  var isBar: Bool { text != nil }

  /// Whose line it is, where it has a tag.
  var process: String? {
    expectation?.tag?.process ?? (line == nil ? nil : Tag(lineText)?.process)
  }

  /// How it stands in a difference; nil for what is not shown.
  var shown: Mismatch.Row? {
    let expected = text ?? expectation?.text ?? ""
    switch kind {
    case .kept: return .init(.both, expected, line: line)
    case .silent: return expectation?.isOptional == true ? nil : .init(.both, expected)
    case .missing: return .init(.missing, expected, reason: reason)
    case .unexpected: return .init(.unexpected, lineText, reason: reason, line: line)
    case .covered: return nil
    }
  }
}
