/// A word of a statement: neighbouring pieces, some of which may have a value only when it runs.
public struct Word: Hashable, Sendable {
  /// A part of a word.
  public enum Piece: Hashable, Sendable {
    /// Bytes as they are; `isQuoted` when they stood in quotes or behind a backslash.
    case literal([UInt8], isQuoted: Bool)
    /// `{name.attribute:format}`.
    case interpolation(Interpolation)
  }

  /// The parts, in order; empty for `''`, which is a word without a letter.
  public var pieces: [Piece]
  /// Where it stands.
  public var span: Span
  /// Whether any part of it stood in quotes, also an empty one; a mere backslash is not counted.
  public var hasQuotes: Bool

  /// A word of pieces.
  public init(pieces: [Piece], span: Span, hasQuotes: Bool = false) {
    self.pieces = pieces
    self.span = span
    self.hasQuotes = hasQuotes
  }

  /// Whether nothing in it was quoted or escaped, so that it may be a keyword, a mark or a brace.
  public var isBare: Bool {
    !hasQuotes
      && pieces.allSatisfy {
        if case .literal(_, isQuoted: true) = $0 { false } else { true }
      }
  }

  /// Its bytes, where none of its pieces has to wait for the run.
  public var literalBytes: [UInt8]? {
    var bytes: [UInt8] = []
    for piece in pieces {
      guard case .literal(let part, _) = piece else { return nil }
      bytes += part
    }
    return bytes
  }

  /// Its text, where none of its pieces has to wait for the run.
  public var literal: String? {
    literalBytes.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Its text, where it is bare and literal: what keywords are compared with.
  public var bareText: String? {
    isBare ? literal : nil
  }

  /// The interpolation that it wholly consists of, if it does.
  public var soleInterpolation: Interpolation? {
    guard pieces.count == 1, isBare, case .interpolation(let interpolation) = pieces[0] else {
      return nil
    }
    return interpolation
  }
}
