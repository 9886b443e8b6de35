import Language
import ProcessEngine

/// `send T WORD… [raw]`
struct Send: Verb {
  static let manual = Manual(
    "send", .stdio, ["send T WORD… [raw]"], "write a line to its standard input",
    detail: """
      The words, joined by a space, and a newline ('raw': none). It is queued and never blocks. \
      The process needs 'with stdin pipe'.
      """,
    example: "spawn cat as t with stdin pipe\nsend t hello\nexpect t hello\nclose t")

  private let target: Word
  private let words: [Word]
  private let isRaw: Bool

  static func suits(_ child: Child) -> Bool { child.inputIsOpen }

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    target = try arguments.take("a process")
    isRaw = arguments.takeLastKeyword("raw")
    words = arguments.takeAll()
  }

  func run(in session: Session) throws(Failure) {
    var line: [UInt8] = []
    for (index, word) in words.enumerated() {
      if index > 0 { line.append(UInt8(ascii: " ")) }
      line += try session.bytes(of: word)
    }
    if !isRaw { line.append(UInt8(ascii: "\n")) }
    let targets = try session.targets([target])
    try session.each(targets, fits: \.observed.inputIsOpen) { process throws(Failure) in
      guard session.engine.send(line, to: process.id) else {
        throw session.lacksInput(process)
      }
    }
  }
}
