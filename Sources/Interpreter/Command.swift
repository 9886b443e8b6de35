import Language
import OrderedCollections

/// A command: the words of an argument vector, checked for what a shell would do and we do not.
struct Command {
  let words: [Word]

  init(_ words: [Word]) throws(Diagnostic) {
    self.words = words
    for word in words { try Command.refuseShellMark(word) }
  }

  /// Words that a shell would act on, and that a program would take as they are.
  private static let shellMarks: Set<String> = [
    "|", "||", "&", "&&", "<", ">", ">>", "2>&1",
  ]

  private static func refuseShellMark(_ word: Word) throws(Diagnostic) {
    guard let mark = shellMark(in: word) else { return }
    throw Diagnostic(
      "'\(mark)' means nothing here: a command is run as written", at: word.span,
      hint: "quote it, or use sh '…'")
  }

  private static func shellMark(in word: Word) -> String? {
    if let text = word.bareText {
      if shellMarks.contains(text) { return text }
      if text == "~" || text.hasPrefix("~/") { return text }
    }
    for (index, piece) in word.pieces.enumerated() {
      guard case .literal(let bytes, isQuoted: false) = piece else { continue }
      if let name = variableName(in: bytes) { return name }
      // `${NAME}`, whose braces would otherwise be taken for ours.
      if bytes.last == UInt8(ascii: "$"), index + 1 < word.pieces.count,
        case .interpolation(let interpolation) = word.pieces[index + 1]
      {
        return "${\(interpolation.path)}"
      }
    }
    return nil
  }

  /// The first `$NAME` or `${NAME` of a text.
  private static func variableName(in bytes: [UInt8]) -> String? {
    guard let dollar = bytes.firstIndex(of: UInt8(ascii: "$")) else { return nil }
    let rest = bytes[(dollar + 1)...].drop { $0 == UInt8(ascii: "{") }
    let name = rest.prefix { isWordByte($0) }
    guard let first = name.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
      return nil
    }
    return "$" + String(decoding: name, as: UTF8.self)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// Whether it is `sh 'TEXT' WORD…`: a shell with a text to run.
  private var isShellText: Bool {
    words.count > 1 && words[0].bareText == "sh" && words[1].hasQuotes
  }

  /// The argument vector now, with a worker's words in place of its name.
  func argumentVector(in session: Session) throws(Failure) -> [[UInt8]] {
    var vector: [[UInt8]] = []
    if words.count > 0, !words[0].hasQuotes,
      let worker = session.workers[try session.targetText(of: words[0])]
    {
      vector = worker
    } else if isShellText {
      vector = [Array("/bin/sh".utf8), Array("-c".utf8), try session.bytes(of: words[1])]
      vector.append(Array("sh".utf8))
      for word in words.dropFirst(2) { vector.append(try session.bytes(of: word)) }
      return vector
    } else {
      vector = [try session.bytes(of: words[0])]
    }
    for word in words.dropFirst() { vector.append(try session.bytes(of: word)) }
    return vector
  }

  /// The command as it would be typed, with everything in braces filled in; not escaped yet.
  static func display(_ vector: [[UInt8]]) -> [UInt8] {
    let shell = [Array("/bin/sh".utf8), Array("-c".utf8)]
    var words = vector.map(word)
    if vector.count > 3, Array(vector[..<2]) == shell, vector[3] == Array("sh".utf8) {
      words = [Array("sh".utf8), quoted(vector[2])] + words[4...]
    }
    return Array(words.joined(separator: [UInt8(ascii: " ")]))
  }

  private static func word(_ bytes: [UInt8]) -> [UInt8] {
    let needsQuotes =
      bytes.isEmpty || bytes.first == UInt8(ascii: "#")
      || bytes.contains { $0 <= 0x20 || $0 >= 0x7F || "'\"\\;{}|&<>$~".utf8.contains($0) }
    return needsQuotes ? quoted(bytes) : bytes
  }

  /// In single quotes, where nothing means anything; in double ones what holds a single one.
  static func quoted(_ bytes: [UInt8]) -> [UInt8] {
    let quote = UInt8(ascii: "'")
    guard bytes.contains(quote) else { return [quote] + bytes + [quote] }
    let escaped = bytes.flatMap { "\"\\{".utf8.contains($0) ? [UInt8(ascii: "\\"), $0] : [$0] }
    return [UInt8(ascii: "\"")] + escaped + [UInt8(ascii: "\"")]
  }
}
