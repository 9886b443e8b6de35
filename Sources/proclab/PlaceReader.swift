import Language

/// Reads a line up to a cursor, byte by byte: its words, its quotes, the blocks that are open.
///
/// Unlike the language's own reader it has no whole line, and makes of any beginning what it can.
struct PlaceReader {
  /// A block that is open: the words of its statement.
  struct Block {
    let words: [String]

    /// The variable of a loop over processes.
    var processVariable: String? { variable(behind: "of") }
    /// The variable of a loop over words.
    var textVariable: String? { variable(behind: "in") }

    private func variable(behind keyword: String) -> String? {
      words.count > 2 && words[0] == "for" && words[2] == keyword ? words[1] : nil
    }
  }

  /// The words of the statement, but for the one that is being read.
  private(set) var words: [String] = []
  /// The blocks around it, the innermost last.
  private(set) var blocks: [Block] = []
  /// What 'as' has bound so far.
  private(set) var handles: Set<String> = []
  /// The word that is being read, and where it begins.
  private(set) var word: [UInt8] = []
  private(set) var wordStart: Int?
  /// The quote that is open.
  private(set) var quote: UInt8?
  private var isEscaped = false
  /// Whether the word is as it stands, so that it may be a brace or a keyword.
  private var isBare = true

  /// Takes the next byte.
  mutating func read(_ byte: UInt8, at offset: Int) {
    if isEscaped {
      isEscaped = false
      if byte != UInt8(ascii: "\n") { word.append(quote == nil ? byte : meaning(of: byte)) }
      return
    }
    if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "'") {
      isEscaped = true
      beginWord(offset, isBare: false)
    } else if let open = quote {
      if byte == open { quote = nil } else { word.append(byte) }
    } else {
      readBare(byte, at: offset)
    }
  }

  private mutating func readBare(_ byte: UInt8, at offset: Int) {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      quote = byte
      beginWord(offset, isBare: false)
    case UInt8(ascii: " "), UInt8(ascii: "\t"): endWord()
    case UInt8(ascii: ";"), UInt8(ascii: "\n"):
      endWord()
      words = []
    default:
      beginWord(offset, isBare: true)
      word.append(byte)
    }
  }

  private mutating func beginWord(_ offset: Int, isBare: Bool) {
    wordStart = wordStart ?? offset
    if !isBare { self.isBare = false }
  }

  private mutating func endWord() {
    guard wordStart != nil else { return }
    let text = String(decoding: word, as: UTF8.self)
    switch isBare ? text : nil {
    case "{":
      blocks.append(Block(words: words))
      words = []
    case "}":
      words = (blocks.popLast()?.words).map { $0 + ["{", "}"] } ?? []
    default:
      if words.count > 1, words.last == "as", isName(text) { handles.insert(text) }
      words.append(text)
    }
    (word, wordStart, isBare) = ([], nil, true)
  }

  /// What stands for a byte behind a backslash in double quotes.
  private func meaning(of byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "n"): UInt8(ascii: "\n")
    case UInt8(ascii: "t"): UInt8(ascii: "\t")
    case UInt8(ascii: "r"): UInt8(ascii: "\r")
    case UInt8(ascii: "e"): 0x1B
    default: byte
    }
  }
}
