/// A text that statements are read from, with a name to show in errors.
///
/// It is bytes, not characters: places are offsets into it, and a file may hold what is no UTF-8
/// (which the lexer refuses with a place).
public struct Source: Hashable, Sendable {
  /// The file as its name is shown, or nil for what was typed or piped in.
  public let name: String?
  /// The whole text.
  public let bytes: [UInt8]
  /// The number of its first line, for texts that are cut out of a longer one.
  public let firstLine: Int
  /// Whether its lines end with CR LF, as the first of them tells.
  let endsLinesWithCRLF: Bool

  /// A text by its bytes.
  public init(name: String? = nil, bytes: [UInt8], firstLine: Int = 1) {
    self.name = name
    self.bytes = bytes
    self.firstLine = firstLine
    let newline = bytes.firstIndex(of: .newline) ?? 0
    endsLinesWithCRLF = newline > 0 && bytes[newline - 1] == .carriageReturn
  }

  /// A text.
  public init(name: String? = nil, _ text: String, firstLine: Int = 1) {
    self.init(name: name, bytes: Array(text.utf8), firstLine: firstLine)
  }

  /// The number of the line in which an offset lies, counted from `firstLine`.
  public func line(at offset: Int) -> Int {
    var line = firstLine
    for byte in bytes[..<min(offset, bytes.count)] where byte == .newline { line += 1 }
    return line
  }

  /// The offset of the first byte of the line in which an offset lies.
  public func lineStart(at offset: Int) -> Int {
    var start = min(offset, bytes.count)
    while start > 0, bytes[start - 1] != .newline { start -= 1 }
    return start
  }

  /// Where its text begins: behind a byte order mark, which some editors put first.
  public var textStart: Int {
    firstLine == 1 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The offset of the newline that ends the line of an offset, or of the end of the text.
  public func lineEnd(at offset: Int) -> Int {
    var end = min(offset, bytes.count)
    while end < bytes.count, bytes[end] != .newline { end += 1 }
    return end
  }

  /// The text of a stretch, with what is no UTF-8 replaced.
  public func text(_ span: Span) -> String {
    String(decoding: bytes[span.start..<span.end], as: UTF8.self)
  }
}
