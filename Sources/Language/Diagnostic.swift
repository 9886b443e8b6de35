/// What is wrong, where, and what may help: the one form of every error that a person sees.
public struct Diagnostic: Error, Hashable, Sendable {
  /// One sentence without a full stop.
  public var message: String
  /// The place that it speaks of, where there is one.
  public var span: Span?
  /// Something to try.
  public var hint: String?
  /// Whether more text could make it right: an open quote, an open block, a last backslash. The
  /// prompt then asks for the next line instead of complaining.
  public var isPartial = false

  /// Says what is wrong, where, and what may help.
  public init(_ message: String, at span: Span? = nil, hint: String? = nil) {
    self.message = message
    self.span = span
    self.hint = hint
  }
}
