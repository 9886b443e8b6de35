/// `{name}`, `{name.attribute}` or `{name.attribute:format}` in a word.
public struct Interpolation: Hashable, Sendable {
  /// Everything before the colon: a name, with dots for members and attributes.
  public var path: String
  /// How it is laid out, or nil as it comes.
  public var format: FormatSpecification?
  /// Where it stands, braces included.
  public var span: Span

  /// An interpolation.
  public init(path: String, format: FormatSpecification?, span: Span) {
    self.path = path
    self.format = format
    self.span = span
  }
}
