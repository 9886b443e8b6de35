/// Where a cursor stands: the words of its statement before it, and the word it is in.
struct CursorPlace {
  /// The whole words before.
  let words: [String]
  /// What of the word at the cursor stands before it.
  let typed: String
  /// The offset at which that word begins.
  let wordStart: Int
  /// The offset behind an open brace with nothing but a name, dots and so on behind it.
  let braceEnd: Int?

  init(_ text: String, _ cursor: Int) {
    var words: [String] = []
    var start = cursor
    var typed = ""
    var quote: UInt8?
    var word: [UInt8] = []
    var wordStart: Int?
    for (offset, byte) in text.utf8.prefix(cursor).enumerated() {
      if let open = quote {
        if byte == open { quote = nil } else { word.append(byte) }
        continue
      }
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        quote = byte
        wordStart = wordStart ?? offset
      case UInt8(ascii: " "), UInt8(ascii: "\t"):
        if wordStart != nil { words.append(String(decoding: word, as: UTF8.self)) }
        (word, wordStart) = ([], nil)
        if words.last == "{" || words.last == "}" { words = [] }
      case UInt8(ascii: ";"), UInt8(ascii: "\n"): (word, wordStart, words) = ([], nil, [])
      default:
        word.append(byte)
        wordStart = wordStart ?? offset
      }
    }
    if let wordStart {
      start = wordStart
      typed = String(decoding: word, as: UTF8.self)
    }
    let name = text.utf8.prefix(cursor).reversed().prefix { CursorPlace.isNameByte($0) }
    let before = text.utf8.prefix(cursor).dropLast(name.count).last
    braceEnd = before == UInt8(ascii: "{") && quote != UInt8(ascii: "'") ? cursor - name.count : nil
    // 'after D' is followed by a whole statement of its own.
    while words.count > 1, words[0] == "after" { words.removeFirst(2) }
    self.words = words
    self.typed = typed
    self.wordStart = start
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
      || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
      || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "._-".utf8.contains(byte)
  }
}
