extension RecordLine {
  /// The line as a session file expects it: what is only true today as a placeholder, plain braces
  /// escaped, blanks at the end, which no eye sees, as `\x20`.
  package var expectation: String {
    let body = pieces.map { piece in
      piece.kind.placeholder ?? piece.text.map { $0 == "{" ? "\\{" : String($0) }.joined()
    }.joined()
    let text = body.withVisibleEnd
    return text.isEmpty ? "|" : "| \(text)"
  }

  /// How it reads, with the blanks at its end made visible, as expectations are compared with it.
  package var canonicalText: String { text.withVisibleEnd }
}

extension RecordLine.Kind {
  /// What stands for it in an expectation, or nil for what is the same each time.
  package var placeholder: String? {
    switch self {
    case .text: nil
    case .pid: "{pid}"
    case .duration: "{dur}"
    case .size: "{size}"
    case .time: "{time}"
    case .number: "{num}"
    case .variable: "{*}"
    }
  }
}

extension String {
  /// The text with blanks at its end written as `\x20`.
  fileprivate var withVisibleEnd: String {
    var text = Substring(self)
    var blanks = 0
    while text.last == " " {
      text.removeLast()
      blanks += 1
    }
    return text + String(repeating: "\\x20", count: blanks)
  }
}
