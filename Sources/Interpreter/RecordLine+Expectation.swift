import Language

/// How a session file writes a line of a record: what `save` and `bless` agree in.
extension RecordLine {
  /// The expectation that matches this line, and every line that differs from it only in what is
  /// measured: a pid, a duration, a size, a time.
  package var expectation: String {
    var text = ""
    for piece in pieces {
      if let placeholder = piece.placeholder {
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

  /// The line with the blanks at its end, which no eye sees, as `\x20`.
  package var canonicalText: String {
    withVisibleBlanks(text)
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

private func backslashes(atEndOf text: String) -> Int {
  text.utf8.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
}

extension RecordLine.Piece {
  /// How an expectation writes a part that is measured; nil for a part that is the same each time,
  /// as None is.
  ///
  /// What was filled up with blanks to a width is so again with the placeholder in its place, so
  /// that every run is written the same, and a table stays one.
  fileprivate var placeholder: String? {
    let head = text.prefix { $0 == " " }.count
    let core = text.dropFirst(head)
    let tail = core.reversed().prefix { $0 == " " }.count
    guard let name = placeholderName(core.dropLast(tail)) else { return nil }
    let placeholder = "{\(name)}"
    guard isPadded, head == 0 || tail == 0 else {
      return blanks(head) + placeholder + blanks(tail)
    }
    let fill = blanks(max(0, text.count - placeholder.count))
    return tail > 0 ? placeholder + fill : fill + placeholder
  }

  private func blanks(_ count: Int) -> String {
    String(repeating: " ", count: count)
  }

  private func placeholderName(_ core: Substring) -> String? {
    guard kind != .text else { return nil }
    guard kind != .variable else { return "*" }
    guard core.utf8.contains(where: { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    let number = core.first == "+" || core.first == "-" ? core.dropFirst() : core
    // What a format has filled up with other characters can only be matched as any text.
    switch kind {
    case .text, .variable: return nil
    case .pid: return core.allSatisfy(\.isWholeNumber) ? "pid" : "*"
    case .size: return parseSize(core) == nil ? "*" : "size"
    case .time: return Double(String(number)) == nil ? "*" : "time"
    case .number: return Double(String(number)) == nil ? "*" : "num"
    case .duration:
      guard parseDuration(core) != nil else { return "*" }
      // A format with a precision leaves the unit out.
      return core.last?.isLetter == true ? "dur" : "num"
    }
  }
}
