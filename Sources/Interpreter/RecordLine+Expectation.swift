import Language

/// How a session file writes a line of a record: what `save` and `bless` agree in.
extension RecordLine {
  /// The expectation that matches this line, and every line that differs from it only in what is
  /// measured: a pid, a duration, a size, a time.
  package var expectation: String {
    if isUnrepeatable { return RecordLine.anyLines }
    var text = ""
    for (index, piece) in pieces.enumerated() {
      let before = index > 0 ? pieces[index - 1].text.utf8.last : nil
      let after = index + 1 < pieces.count ? pieces[index + 1].text : ""
      if let placeholder = piece.placeholder(between: before, and: after) {
        text += String(repeating: "\\", count: backslashes(atEndOf: text)) + placeholder
      } else {
        for character in piece.text.unicodeScalars {
          if character == "{" {
            text += String(repeating: "\\", count: backslashes(atEndOf: text) + 1)
          }
          text.unicodeScalars.append(character)
        }
      }
    }
    return text.isEmpty ? "|" : "| \(withVisibleBlanks(text))"
  }

  /// What allows any lines.
  package static let anyLines = "|..."

  /// More lines than anybody would read in a session file are not written.
  static let writtenLimit = 1_000

  /// The expectations of a whole record, from those of its lines: any lines only once where they
  /// stand together, and in place of those that nobody would read.
  package static func written(_ expectations: [String]) -> [String] {
    var lines: [String] = []
    for expectation in expectations
    where expectation != anyLines || lines.last != expectation {
      guard lines.count < writtenLimit || expectation == anyLines else {
        return lines.last == anyLines ? lines : lines + [anyLines]
      }
      lines.append(expectation)
    }
    return lines
  }

  /// How an expectation of this text and no other writes it behind the bar: braces as `\{`, the
  /// blanks at its end, which no eye sees, as `\x20`.
  package var literalText: String {
    String(RecordLine(text).expectation.dropFirst(2))
  }
}

/// Backslashes right before the first `\x20` are doubled, so that it can be told from one that a
/// child wrote.
private func withVisibleBlanks(_ text: String) -> String {
  let blanks = text.utf8.reversed().prefix { $0 == UInt8(ascii: " ") }.count
  guard blanks > 0 else { return text }
  let rest = String(text.unicodeScalars.dropLast(blanks))
  return rest + String(repeating: "\\", count: backslashes(atEndOf: rest))
    + String(repeating: "\\x20", count: blanks)
}

/// Whether a byte is a digit of ours.
func isDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

private func backslashes(atEndOf text: String) -> Int {
  text.utf8.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
}

extension RecordLine.Piece {
  /// How an expectation writes a part that is measured; nil for a part that is the same each time,
  /// as None is.
  ///
  /// What was filled up with blanks to a width is so again with the placeholder in its place, so
  /// that every run is written the same, and a table stays one.
  fileprivate func placeholder(between before: UInt8?, and after: String) -> String? {
    let head = text.prefix { $0 == " " }.count
    let core = text.dropFirst(head)
    let tail = core.reversed().prefix { $0 == " " }.count
    guard var name = placeholderName(core.dropLast(tail)) else { return nil }
    // Beside a digit nobody could tell where the number begins and ends.
    if head == 0 && before.map(isDigit) == true || tail == 0 && goesOn(in: after) { name = "*" }
    let placeholder = "{\(name)}"
    guard isPadded, head == 0 || tail == 0 else {
      return blanks(head) + placeholder + blanks(tail)
    }
    let fill = blanks(max(0, text.count - placeholder.count))
    return tail > 0 ? placeholder + fill : fill + placeholder
  }

  /// Whether the value would be read as going on in what stands right behind it.
  private func goesOn(in text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    if isDigit(first) { return kind != .text && kind != .folder }
    let isDecimal = first == UInt8(ascii: ".") && text.utf8.dropFirst().first.map(isDigit) == true
    switch kind {
    case .text, .pid, .folder, .variable: return false
    case .number, .time: return isDecimal
    case .size: return isDecimal || "KMGT".utf8.contains(first)
    case .duration: return isDecimal || "nuµmsh".utf8.contains(first)
    }
  }

  private func blanks(_ count: Int) -> String {
    String(repeating: " ", count: count)
  }

  private func placeholderName(_ core: Substring) -> String? {
    guard kind != .text else { return nil }
    guard kind != .variable else { return "*" }
    guard kind != .folder else { return "dir" }
    guard core.utf8.contains(where: isDigit) else { return nil }
    let number = core.first == "+" || core.first == "-" ? core.dropFirst() : core
    // What a format has filled up with other characters can only be matched as any text.
    switch kind {
    case .text, .folder, .variable: return nil
    case .pid: return core.allSatisfy(\.isWholeNumber) ? "pid" : "*"
    case .size: return parseSize(core) == nil ? "*" : "size"
    case .time:
      let seconds = number.count < core.count && number.last == "s" ? number.dropLast() : number
      return Double(String(seconds)) == nil ? "*" : "time"
    case .number: return Double(String(number)) == nil ? "*" : "num"
    case .duration:
      guard parseDuration(core) != nil else { return "*" }
      // A format with a precision leaves the unit out.
      return core.last?.isLetter == true ? "dur" : "num"
    }
  }
}
