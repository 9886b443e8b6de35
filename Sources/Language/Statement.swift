/// One statement: its words, and for `for` and `repeat` a block with what may follow it.
public struct Statement: Hashable, Sendable {
  /// The words before the block; never empty.
  public var words: [Word]
  /// The block, where one was opened.
  public var block: Block?
  /// The words behind the block.
  public var tail: [Word]
  /// Where it stands.
  public var span: Span

  /// A statement of words, with or without a block.
  public init(words: [Word], block: Block?, tail: [Word], span: Span) {
    self.words = words
    self.block = block
    self.tail = tail
    self.span = span
  }
}

/// What stands between the braces of `for` and `repeat`.
public struct Block: Hashable, Sendable {
  /// Its statements, in order.
  public var statements: [Statement]
  /// Where it stands, braces included.
  public var span: Span

  /// A block of statements.
  public init(statements: [Statement], span: Span) {
    self.statements = statements
    self.span = span
  }
}
