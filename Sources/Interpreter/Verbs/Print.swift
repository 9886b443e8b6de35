import Language

/// `print WORD…`
struct Print: Verb {
  static let manual = Manual(
    "print", .look, ["print WORD…"], "print words, joined by a space",
    detail: """
      {name}, {t.exitcode}, {t.name:>15} are filled in. A newline in a word begins a new line.
      """,
    example: "run true as t\nprint \"{t.name:>15} exitcode={t.exitcode}\"")

  private let words: [Word]

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    words = arguments.takeAll()
  }

  func run(in session: Session) throws(Failure) {
    var lines: [[RecordLine.Piece]] = [[]]
    for (index, word) in words.enumerated() {
      if index > 0 { lines[lines.count - 1].append(.init(" ")) }
      for fragment in try session.fragments(of: word) {
        let parts = fragment.bytes.split(
          separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (number, part) in parts.enumerated() {
          if number > 0 { lines.append([]) }
          lines[lines.count - 1].append(
            .init(escapedForDisplay(part), fragment.kind, isPadded: fragment.isPadded))
        }
      }
    }
    for line in lines { session.record(RecordLine(line)) }
  }
}
