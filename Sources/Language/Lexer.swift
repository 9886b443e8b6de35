/// Cuts a source into words, marks and ends of lines.
///
/// It knows quotes, escapes and interpolations, and nothing of verbs.
struct Lexer {
  /// What stands next.
  enum Token: Equatable {
    case word(Word)
    case semicolon(Span)
    case endOfLine(Span)
    case endOfSource
  }

  let source: Source
  var offset: Int
  /// The first thing that is wrong where reading could go on all the same: so that what is around it,
  /// a quote or a block, still ends where it ends.
  private(set) var fault: Diagnostic?
  /// Whether the source ends behind a backslash that continues its last line.
  private(set) var endsContinued = false

  init(_ source: Source, at offset: Int = 0) {
    self.source = source
    self.offset = offset
  }

  private var bytes: [UInt8] { source.bytes }

  func peek(_ distance: Int = 0) -> UInt8? {
    let index = offset + distance
    return index < bytes.count ? bytes[index] : nil
  }

  /// Notes what is wrong, unless something was before.
  mutating func note(_ diagnostic: Diagnostic) {
    fault = fault ?? diagnostic
  }

  /// The next token; throws at a quote that stays open, and notes an unknown escape or a byte that is
  /// no text.
  mutating func next() throws(Diagnostic) -> Token {
    skipBlanksAndComment()
    let start = offset
    guard let byte = peek() else { return .endOfSource }
    if let length = newlineLength(at: 0) {
      offset += length
      return .endOfLine(Span(start, offset))
    }
    if byte == .semicolon {
      offset += 1
      return .semicolon(Span(start, offset))
    }
    return .word(try word())
  }

  /// Skips blanks, continued lines, and a comment up to the end of its line.
  private mutating func skipBlanksAndComment() {
    while let byte = peek() {
      if byte == .space || byte == .tab || (byte == .carriageReturn && newlineLength(at: 0) == nil)
      {
        offset += 1
      } else if byte == .backslash, let length = newlineLength(at: 1) {
        continueLine(length)
      } else {
        break
      }
    }
    guard peek() == .hash else { return }
    while peek() != nil, newlineLength(at: 0) == nil { offset += 1 }
  }

  private mutating func continueLine(_ newlineLength: Int) {
    offset += 1 + newlineLength
    endsContinued = offset == bytes.count
  }

  /// The length of the newline at a distance, one or two bytes, or nil.
  func newlineLength(at distance: Int) -> Int? {
    if peek(distance) == .newline { return 1 }
    if peek(distance) == .carriageReturn, peek(distance + 1) == .newline { return 2 }
    return nil
  }

  private func endsWord(_ byte: UInt8) -> Bool {
    byte == .space || byte == .tab || byte == .newline || byte == .semicolon
      || byte == .carriageReturn
  }

  private mutating func word() throws(Diagnostic) -> Word {
    let start = offset
    var end = start
    var builder = WordBuilder()
    while let byte = peek(), !endsWord(byte) {
      if byte == .backslash, let length = newlineLength(at: 1) {
        continueLine(length)
        continue
      }
      switch byte {
      case .singleQuote: try singleQuoted(into: &builder)
      case .doubleQuote: try doubleQuoted(into: &builder)
      case .backslash: try bareEscape(into: &builder)
      case .openBrace:
        if let interpolation = interpolation(allowsBlanks: false) {
          builder.append(interpolation)
        } else {
          builder.append(byte, isQuoted: false)
          offset += 1
        }
      default:
        appendCharacter(to: &builder, isQuoted: false)
      }
      end = offset
    }
    return builder.word(span: Span(start, end))
  }

  /// One whole character, so that what is no UTF-8 is refused with its place.
  private mutating func appendCharacter(to builder: inout WordBuilder, isQuoted: Bool) {
    let length = scalarLength(bytes[offset...].prefix(4))
    guard length > 0, bytes[offset] != 0 else {
      let message = length > 0 ? "a NUL byte can't stand here" : "this is not UTF-8"
      note(Diagnostic(message, at: Span(offset, offset + 1)))
      offset += 1
      return
    }
    for byte in bytes[offset..<offset + length] { builder.append(byte, isQuoted: isQuoted) }
    offset += length
  }

  private mutating func singleQuoted(into builder: inout WordBuilder) throws(Diagnostic) {
    let start = offset
    offset += 1
    builder.noteQuotes()
    while let byte = peek() {
      if byte == .singleQuote {
        offset += 1
        return
      }
      quotedCharacter(into: &builder)
    }
    throw .openQuote(Span(start, start + 1))
  }

  /// A character within quotes; the CR that ends a line of the file is none of the text's.
  private mutating func quotedCharacter(into builder: inout WordBuilder) {
    if source.endsLinesWithCRLF, newlineLength(at: 0) == 2 { offset += 1 }
    appendCharacter(to: &builder, isQuoted: true)
  }

  private mutating func doubleQuoted(into builder: inout WordBuilder) throws(Diagnostic) {
    let start = offset
    offset += 1
    builder.noteQuotes()
    while let byte = peek() {
      switch byte {
      case .doubleQuote:
        offset += 1
        return
      case .backslash: try quotedEscape(into: &builder)
      case .openBrace:
        if let interpolation = interpolation(allowsBlanks: true) {
          builder.append(interpolation)
        } else {
          builder.append(byte, isQuoted: true)
          offset += 1
        }
      default: quotedCharacter(into: &builder)
      }
    }
    throw .openQuote(Span(start, start + 1))
  }

  /// A backslash outside quotes takes the next character as it is.
  private mutating func bareEscape(into builder: inout WordBuilder) throws(Diagnostic) {
    guard peek(1) != nil else { throw .lastBackslash(Span(offset, offset + 1)) }
    offset += 1
    appendCharacter(to: &builder, isQuoted: true)
  }

  private mutating func quotedEscape(into builder: inout WordBuilder) throws(Diagnostic) {
    let start = offset
    if let length = newlineLength(at: 1) {
      offset += 1 + length
      return
    }
    guard let kind = peek(1) else { throw .lastBackslash(Span(offset, offset + 1)) }
    offset += 2
    switch kind {
    case UInt8(ascii: "n"): builder.append(.newline, isQuoted: true)
    case UInt8(ascii: "t"): builder.append(.tab, isQuoted: true)
    case UInt8(ascii: "r"): builder.append(.carriageReturn, isQuoted: true)
    case UInt8(ascii: "e"): builder.append(0x1B, isQuoted: true)
    case UInt8(ascii: "0"): builder.append(0, isQuoted: true)
    case .backslash, .doubleQuote, .openBrace: builder.append(kind, isQuoted: true)
    case UInt8(ascii: "x"):
      guard let high = peek()?.hexadecimalValue, let low = peek(1)?.hexadecimalValue else {
        note(Diagnostic("'\\x' needs two hexadecimal digits", at: Span(start, offset)))
        return
      }
      offset += 2
      builder.append(high << 4 | low, isQuoted: true)
    case UInt8(ascii: "u"): unicodeEscape(from: start, into: &builder)
    default:
      offset = start + 1 + max(1, scalarLength(bytes[(start + 1)...].prefix(4)))
      let text = escapedForDisplay(bytes[start..<offset])
      note(
        Diagnostic(
          "'\(text)' is not an escape", at: Span(start, offset),
          hint: "write \\\\ for a backslash, or use '…', where it means nothing"))
    }
  }

  /// `\u{1F600}`, after its `u`.
  private mutating func unicodeEscape(from start: Int, into builder: inout WordBuilder) {
    var value: UInt32 = 0
    var digits = 0
    var ahead = 1
    if peek() == .openBrace {
      while let digit = peek(ahead)?.hexadecimalValue, digits < 8 {
        value = value << 4 | UInt32(digit)
        digits += 1
        ahead += 1
      }
    }
    guard digits > 0, peek(ahead) == .closeBrace, let scalar = Unicode.Scalar(value) else {
      note(
        Diagnostic("'\\u' needs a character's number, as in \\u{e9}", at: Span(start, offset)))
      return
    }
    offset += ahead + 1
    for byte in String(Character(scalar)).utf8 { builder.append(byte, isQuoted: true) }
  }

  /// The interpolation at the cursor, or nil where the brace has any other shape; then nothing is
  /// consumed.
  private mutating func interpolation(allowsBlanks: Bool) -> Interpolation? {
    var end = offset + 1
    while end < bytes.count, bytes[end] != .closeBrace {
      let byte = bytes[end]
      if byte == .openBrace || byte == .newline || byte == .doubleQuote || byte == .singleQuote {
        return nil
      }
      if !allowsBlanks, byte == .space || byte == .tab || byte == .semicolon { return nil }
      end += 1
    }
    guard end < bytes.count else { return nil }
    // What is no text is left to be refused with its place.
    guard let inside = String(validating: bytes[offset + 1..<end], as: UTF8.self),
      !inside.utf8.contains(0)
    else { return nil }
    let parts = inside.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = parts.first, isInterpolationPath(path) else { return nil }
    var format: FormatSpecification?
    if parts.count == 2 {
      guard let read = FormatSpecification(parts[1]) else { return nil }
      format = read
    }
    let span = Span(offset, end + 1)
    offset = end + 1
    return Interpolation(path: String(path), format: format, span: span)
  }
}

extension Diagnostic {
  fileprivate static func openQuote(_ span: Span) -> Diagnostic {
    var diagnostic = Diagnostic("this quote is not closed", at: span)
    diagnostic.isPartial = true
    return diagnostic
  }

  fileprivate static func lastBackslash(_ span: Span) -> Diagnostic {
    var diagnostic = Diagnostic("nothing follows this backslash", at: span)
    diagnostic.isPartial = true
    return diagnostic
  }
}
