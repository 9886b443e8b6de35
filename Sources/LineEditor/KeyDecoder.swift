/// Makes keys and pasted text of the bytes a terminal sends.
struct KeyDecoder {
  /// What a person did.
  enum Event: Equatable {
    case character(Unicode.Scalar)
    case key(Key)
    /// An escape sequence no key is known for, without its ESC.
    case unknown([UInt8])
    /// A bracketed paste, cleaned.
    case paste(String)
  }

  private var pending: [UInt8] = []
  private var pasted: [UInt8]?

  /// Whether a paste has begun and not ended.
  var isPasting: Bool { pasted != nil }
  /// Whether bytes are kept that are no event yet.
  ///
  /// A lone ESC is one: it is the Escape key if nothing follows for a moment, see `giveUp`.
  var isPartial: Bool { !pending.isEmpty && !isPasting }

  /// Takes what was read.
  mutating func feed(_ bytes: some Sequence<UInt8>) { pending += bytes }

  /// The next event, `nil` if more bytes are needed for one.
  ///
  /// Bytes that are not UTF-8 are dropped, and so are C1 controls: they stand for keys. A NUL is
  /// dropped too: Linux makes one of a Ctrl-D that was pressed between two reads.
  mutating func next() -> Event? {
    while let first = pending.first {
      if isPasting { return endOfPaste() }
      guard first == 0x1b else {
        guard let length = KeyDecoder.length(of: pending) else { return nil }
        let scalar = String(validating: pending.prefix(length), as: UTF8.self)?.unicodeScalars.first
        pending.removeFirst(scalar == nil ? 1 : length)
        if let scalar, scalar != "\0", !(0x80...0x9f).contains(scalar.value) {
          return .character(scalar)
        }
        continue
      }
      guard pending.count > 1 else { return nil }
      guard pending[1] == UInt8(ascii: "[") || pending[1] == UInt8(ascii: "O") else {
        return take(1, as: .character("\u{1b}"))
      }
      // A CSI sequence ends with its first byte from @ on, an SS3 sequence has one.
      guard let end = pending.dropFirst(2).firstIndex(where: { $0 >= 0x40 || $0 < 0x20 }) else {
        return nil
      }
      let sequence = Array(pending[1...end])
      if sequence == KeyDecoder.pasteBegins {
        pending.removeFirst(end + 1)
        pasted = []
        continue
      }
      return take(end + 1, as: Key(sequence: sequence).map { .key($0) } ?? .unknown(sequence))
    }
    return nil
  }

  /// The character that was pressed together with Alt, right after the Escape that says so.
  var keyAfterEscape: Character? {
    pending.first.flatMap { $0 > 0x20 && $0 < 0x7F ? Character(Unicode.Scalar($0)) : nil }
  }

  /// Stops waiting for the rest of a sequence: its first byte alone was meant, or broken.
  mutating func giveUp() -> Event? {
    guard isPartial else { return nil }
    let first = pending.removeFirst()
    return first == 0x1b ? .character("\u{1b}") : nil
  }

  private mutating func take(_ count: Int, as event: Event) -> Event {
    pending.removeFirst(count)
    return event
  }

  private mutating func endOfPaste() -> Event? {
    guard var text = pasted else { return nil }
    // The mark may be split between two reads: the bytes that may begin it are looked at again.
    let mark = KeyDecoder.pasteEnds
    let start = max(0, text.count - mark.count + 1)
    text += pending
    pending = []
    var found: Int?
    if text.count >= mark.count {
      found = (start...(text.count - mark.count)).first { text[$0...].starts(with: mark) }
    }
    guard let found else {
      pasted = text
      return nil
    }
    pending = Array(text[(found + mark.count)...])
    pasted = nil
    return .paste(KeyDecoder.clean(text[..<found]))
  }

  /// A pasted text with newlines for carriage returns, and without other controls but the tab.
  static func clean(_ bytes: some Collection<UInt8>) -> String {
    var text = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      defer { previous = scalar }
      switch scalar {
      case "\r": text.append("\n")
      case "\n": if previous != "\r" { text.append("\n") }
      case "\t": text.append("\t")
      default: if scalar.properties.generalCategory != .control { text.append(scalar) }
      }
    }
    return String(text)
  }

  /// The bytes of the UTF-8 sequence that `bytes` begins with, `nil` if more may belong to it.
  private static func length(of bytes: [UInt8]) -> Int? {
    let length: Int
    switch bytes[0] {
    case 0xc2...0xdf: length = 2
    case 0xe0...0xef: length = 3
    case 0xf0...0xf4: length = 4
    default: return 1
    }
    let isBroken = bytes.dropFirst().prefix(length - 1).contains { $0 & 0xc0 != 0x80 }
    if isBroken { return 1 }
    return bytes.count < length ? nil : length
  }

  private static let pasteBegins = Array("[200~".utf8)
  private static let pasteEnds = Array("\u{1b}[201~".utf8)
}
