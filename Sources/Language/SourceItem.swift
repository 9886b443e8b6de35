/// What a reader finds next in a source: whole lines, none of which is lost.
public struct SourceItem: Hashable, Sendable {
  /// What it is.
  public enum Content: Hashable, Sendable {
    /// A logical line: all statements up to the newline that ends it.
    case statements([Statement])
    /// Nothing to run: blank, or a comment.
    case blank
    /// A line whose first non-blank is `|`; the span is from that bar to the end of the line.
    case expectation(Span)
    /// Not to be read.
    case malformed(Diagnostic)
  }

  /// What it is.
  public let content: Content
  /// The lines that it takes, without the last newline.
  public let span: Span
  /// Whether more text could still change it: an open quote or block, a backslash at the end.
  public let isPartial: Bool

  /// An item of a source; one that is malformed is as partial as its diagnostic.
  public init(_ content: Content, span: Span, isPartial: Bool = false) {
    self.content = content
    self.span = span
    if case .malformed(let diagnostic) = content {
      self.isPartial = diagnostic.isPartial
    } else {
      self.isPartial = isPartial
    }
  }
}
