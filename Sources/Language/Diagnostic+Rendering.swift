extension Diagnostic {
  /// The lines that belong to a session's record: the error, and the hint where there is one.
  public var recordLines: [String] {
    var lines = ["error: \(message)"]
    if let hint { lines.append("hint: \(hint)") }
    return lines
  }

  /// The line of the source that it speaks of, with a caret under the place; empty without one.
  ///
  /// A file is named with line and column. Tabs become blanks, so that the caret stands right.
  public func picture(in source: Source) -> [String] {
    guard let span else { return [] }
    let start = max(source.lineStart(at: span.start), min(source.textStart, span.start))
    let end = endOfText(source, from: start)
    let line = shown(source, start, end)
    let before = shown(source, start, min(span.start, end))
    let marked = shown(source, min(span.start, end), min(max(span.end, span.start), end))
    let column = displayWidth(before)
    let carets = String(repeating: "^", count: max(1, displayWidth(marked)))
    let number = "\(source.line(at: span.start))"
    guard let name = source.name else {
      return ["  \(line)", "  \(blanks(column))\(carets)"]
    }
    let gutter = blanks(number.utf8.count)
    return [
      "\(gutter)--> \(name):\(number):\(before.count + 1)",
      "\(number) | \(line)",
      "\(gutter) | \(blanks(column))\(carets)",
    ]
  }

  /// Everything that a person sees: error, picture, hint.
  public func rendered(in source: Source) -> String {
    var lines = ["error: \(message)"] + picture(in: source)
    if let hint { lines.append("hint: \(hint)") }
    return lines.joined(separator: "\n")
  }

  /// The end of a line before its newline, be it one byte or two.
  private func endOfText(_ source: Source, from start: Int) -> Int {
    let end = source.lineEnd(at: start)
    return end > start && source.bytes[end - 1] == .carriageReturn ? end - 1 : end
  }

  private func shown(_ source: Source, _ start: Int, _ end: Int) -> String {
    let bytes = source.bytes[start..<max(start, end)].map { $0 == .tab ? .space : $0 }
    return escaped(bytes[...], doublesBackslashes: false)
  }

  private func blanks(_ count: Int) -> String {
    String(repeating: " ", count: count)
  }
}
