import Language

/// An expected line: text with placeholders.
struct LineTemplate: Hashable {
  /// A part of it.
  enum Piece: Hashable {
    case text([UInt8])
    case placeholder(Placeholder)
    /// Blanks beside a placeholder: any run of them; at an end of the line also none, as a number
    /// may fill its column.
    case blanks(mayBeNone: Bool)
  }

  let pieces: [Piece]

  /// Reads a template; throws at an unknown name in braces, with its place.
  init(_ text: String, at start: Int) throws(Diagnostic) {
    var reader = TemplateReader(text, at: start)
    pieces = LineTemplate.withLooseBlanks(try reader.all())
  }

  /// A template of parts.
  init(pieces: [Piece]) {
    self.pieces = pieces
  }

  /// Turns blanks that touch a placeholder into a run of any length.
  ///
  /// Of a run before `{*}` only one must be there: that takes the others itself, or, where nothing
  /// stands in its column, leaves them to the run behind it.
  private static func withLooseBlanks(_ pieces: [Piece]) -> [Piece] {
    var result: [Piece] = []
    for (index, piece) in pieces.enumerated() {
      guard case .text(let text) = piece else {
        result.append(piece)
        continue
      }
      let (isFirst, isLast) = (index == 0, index == pieces.count - 1)
      let isBeforeAnything = !isLast && pieces[index + 1] == .placeholder(.anything)
      var rest = text[...]
      if !isFirst, rest.first == .blank {
        rest = rest.drop { $0 == .blank }
        let isOne = rest.isEmpty && isBeforeAnything
        result.append(isOne ? .text([.blank]) : .blanks(mayBeNone: rest.isEmpty && isLast))
      }
      let isLoose = !isLast && rest.last == .blank
      if isLoose { while rest.last == .blank { rest.removeLast() } }
      let isOne = isLoose && isBeforeAnything && !rest.isEmpty
      if !rest.isEmpty { result.append(.text(rest + (isOne ? [.blank] : []))) }
      if isLoose, !isOne { result.append(.blanks(mayBeNone: rest.isEmpty && isFirst)) }
    }
    return result
  }

  /// All of it, where it is plain text.
  var literal: [UInt8]? {
    if pieces.isEmpty { return [] }
    if case .text(let text) = pieces[0], pieces.count == 1 { return text }
    return nil
  }

  /// The literal text at its front, up to the first placeholder.
  var literalPrefix: String {
    if case .text(let text) = pieces.first { String(decoding: text, as: UTF8.self) } else { "" }
  }

  /// The values of the session that it names.
  var valuePaths: [String] {
    pieces.compactMap { if case .placeholder(let one) = $0 { one.valuePath } else { nil } }
  }
}

extension UInt8 {
  static let blank = UInt8(ascii: " ")
}

/// Reads the text of a template from front to back.
private struct TemplateReader {
  private let bytes: [UInt8]
  private let start: Int
  private var place = 0
  private var pieces: [LineTemplate.Piece] = []
  private var literal: [UInt8] = []

  init(_ text: String, at start: Int) {
    bytes = Array(text.utf8)
    self.start = start
  }

  mutating func all() throws(Diagnostic) -> [LineTemplate.Piece] {
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\\"): readBackslashes()
      case UInt8(ascii: "{"): try readBrace()
      default:
        literal.append(bytes[place])
        place += 1
      }
    }
    flush()
    return pieces
  }

  private mutating func flush() {
    if !literal.isEmpty { pieces.append(.text(literal)) }
    literal = []
  }

  /// `\{` is a brace, `\x20` a blank; any other backslash stands for itself, as in a record.
  ///
  /// Backslashes right before one of these, or before a placeholder, are doubled: so an odd one
  /// there is an escape, and an even number are half as many of the line's own.
  private mutating func readBackslashes() {
    let count = bytes[place...].prefix { $0 == UInt8(ascii: "\\") }.count
    let rest = bytes[(place + count)...]
    let isOdd = count % 2 == 1
    place += count
    if isOdd, rest.starts(with: "x20".utf8) {
      appendBackslashes(count / 2)
      literal.append(.blank)
      place += 3
    } else if rest.first == UInt8(ascii: "{") {
      appendBackslashes(count / 2)
      guard isOdd else { return }
      literal.append(UInt8(ascii: "{"))
      place += 1
    } else {
      appendBackslashes(count)
    }
  }

  private mutating func appendBackslashes(_ count: Int) {
    literal += [UInt8](repeating: UInt8(ascii: "\\"), count: count)
  }

  private mutating func readBrace() throws(Diagnostic) {
    guard let close = bytes[place...].firstIndex(of: UInt8(ascii: "}")) else {
      literal.append(bytes[place])
      place += 1
      return
    }
    let inside = String(decoding: bytes[(place + 1)..<close], as: UTF8.self)
    if let placeholder = Placeholder(inside) {
      flush()
      pieces.append(.placeholder(placeholder))
      place = close + 1
    } else if let complaint = TemplateReader.complaint(about: inside) {
      throw Diagnostic(
        complaint, at: Span(start + place, start + close + 1),
        hint: "write \\{ for a plain brace; there are {*} {pid} {dur} {num} {size} {time}, "
          + "{dir} {here} {1} and values such as {t.pid}")
    } else {
      literal.append(bytes[place])
      place += 1
    }
  }

  /// What is wrong with what stands in braces, or nil where it is plain text.
  private static func complaint(about inside: String) -> String? {
    let shown = escapedForDisplay(inside)
    if inside.hasPrefix("dur ") { return "'{\(shown)}' has no bounds such as 2s.. or ..5s" }
    let words = inside.split(separator: " ", omittingEmptySubsequences: false)
    if words.count > 1, let first = words.first {
      return Placeholder.names.contains(String(first))
        ? "'{\(shown)}': only {dur} takes something behind its name" : nil
    }
    let path = inside.prefix { $0 != ":" }
    let parts = path.split(separator: ".", omittingEmptySubsequences: false)
    guard let name = parts.first, isName(name) || path == "*", parts.allSatisfy(isPathPart) else {
      return nil
    }
    if path.utf8.count < inside.utf8.count {
      return "'{\(shown)}': a placeholder takes no format"
    }
    return "'{\(shown)}' is not a placeholder"
  }

  private static func isPathPart(_ part: Substring) -> Bool {
    !part.isEmpty && part.allSatisfy { $0.isLetter || $0.isNumber || "_-*".contains($0) }
  }
}
