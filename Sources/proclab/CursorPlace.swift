/// Where a cursor stands: the words of its statement before it, and the word it is in.
struct CursorPlace {
  /// The whole words before; a block that has been closed is two braces among them.
  let words: [String]
  /// What of the word at the cursor stands before it.
  let typed: String
  /// The offset at which that word begins.
  let wordStart: Int
  /// The offset behind an open brace with nothing but a name, dots and so on behind it.
  let braceEnd: Int?
  /// Names that mean a process there: bound by `as` before, or by a loop around that is over processes.
  let processes: Set<String>
  /// The variables of the loops around that are over words.
  let texts: Set<String>

  init(_ text: String, _ cursor: Int) {
    let before = Array(text.utf8.prefix(cursor))
    var reader = PlaceReader()
    for (offset, byte) in before.enumerated() { reader.read(byte, at: offset) }
    typed = String(decoding: reader.word, as: UTF8.self)
    wordStart = reader.wordStart ?? cursor
    processes = reader.handles.union(reader.blocks.compactMap(\.processVariable))
    texts = Set(reader.blocks.compactMap(\.textVariable)).subtracting(processes)
    var words = reader.words
    // 'after D' is followed by a whole statement of its own.
    while words.count > 1, words[0] == "after" { words.removeFirst(2) }
    self.words = words
    let name = before.reversed().prefix { CursorPlace.isNameByte($0) }
    let rest = before.dropLast(name.count)
    let isBrace = rest.last == UInt8(ascii: "{") && rest.dropLast().last != UInt8(ascii: "\\")
    braceEnd = isBrace && reader.quote != UInt8(ascii: "'") ? cursor - name.count : nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
      || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
      || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "._-".utf8.contains(byte)
  }
}
