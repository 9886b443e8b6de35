/// Collects the pieces of a word, joining neighbours of one kind.
struct WordBuilder {
  private var pieces: [Word.Piece] = []
  private var pending: [UInt8] = []
  private var pendingIsQuoted = false
  private var hasQuotes = false

  mutating func append(_ byte: UInt8, isQuoted: Bool) {
    if isQuoted != pendingIsQuoted { flush() }
    pendingIsQuoted = isQuoted
    pending.append(byte)
  }

  mutating func append(_ interpolation: Interpolation) {
    flush()
    pieces.append(.interpolation(interpolation))
  }

  mutating func noteQuotes() {
    hasQuotes = true
  }

  private mutating func flush() {
    guard !pending.isEmpty else { return }
    pieces.append(.literal(pending, isQuoted: pendingIsQuoted))
    pending = []
  }

  mutating func word(span: Span) -> Word {
    flush()
    return Word(pieces: pieces, span: span, hasQuotes: hasQuotes)
  }
}
