import Language

/// How a line is told from others: by a text that it contains, or by a regular expression.
struct LineLook {
  /// What stands behind `expect T`.
  let clause: String
  private let pattern: LinePattern

  /// More than this of a line nobody would read.
  private static let length = 200

  /// Those that fit a line, the plainest first. Its pieces tell which of its parts are only true
  /// today.
  static func patterns(for line: ArraySlice<UInt8>, _ pieces: [RecordLine.Piece]) -> [LineLook] {
    var looks: [LineLook] = []
    let beginning = line.count > length ? beginning(of: line) : line
    if pieces.allSatisfy({ $0.kind == .text }), !line.isEmpty {
      looks.append(
        LineLook(clause: quotedText(Array(beginning)), pattern: .contains(Array(beginning))))
    }
    let source =
      line.count > length
      ? "^" + escapedForRegex(String(decoding: beginning, as: UTF8.self))
      : "^" + pieces.map(\.regex).joined() + "$"
    if let regex = CompiledRegex(source) {
      looks.append(
        LineLook(clause: "matches \(quotedText(Array(source.utf8)))", pattern: .matches(regex)))
    }
    return looks
  }

  /// Whether a line looks like that.
  func fits(_ line: ArraySlice<UInt8>) -> Bool {
    switch pattern {
    case .contains(let bytes): firstRange(of: bytes, in: line) != nil
    case .matches(let regex): regex.isFound(in: line)
    }
  }

  /// The beginning of a long line, with its last character whole.
  private static func beginning(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = line.startIndex + length
    while end > line.startIndex, line[end] & 0xC0 == 0x80 { end -= 1 }
    return line[..<end]
  }
}

extension RecordLine.Piece {
  /// What matches it, and what may stand in its place another time.
  fileprivate var regex: String {
    switch kind {
    case .text: escapedForRegex(text)
    case .pid: #"\d+"#
    case .number: #"[\d.]+"#
    case .duration, .size, .time: #"\d\S*"#
    case .folder, .variable: ".*"
    }
  }
}

/// A text as a regular expression that matches it.
private func escapedForRegex(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\t": result += "\\t"
    case "\r": result += "\\r"
    case "\u{1b}": result += "\\e"
    // What was no UTF-8 can't be told any more.
    case "\u{fffd}": result += "."
    case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
      result += "\\x{\(String(scalar.value, radix: 16))}"
    case _ where #"\^$.|?*+()[]{}"#.unicodeScalars.contains(scalar): result += "\\\(scalar)"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
