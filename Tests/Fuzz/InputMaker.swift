import Interpreter
import Trials

/// Makes inputs: what people write, changed; what the grammar is made of, in any order; and noise.
struct InputMaker {
  private let corpus: Corpus
  private let verbNames: [[UInt8]]

  /// What means something to the language or to session files.
  private static let fragments: [[UInt8]] = [
    "a", "b1", "t", "w.2", "w*", "all", "last", "for", "repeat", "x", "in", "of", "2", "1..9", "at",
    "most", "{", "}", "{ ", " }", "tally", "as", "with", "within", "if", "|", "| ", "#", ";", "'",
    "\"", "\\", "\\q", "\\x4", "\\x41", "\\u{e9}", "\\u{110000}", "\\{", "{x}", "{x.y:>5}", "{x",
    "{1}", "{99999999999999999999}", "{t.exitcode:é^9999999.3}", ":", ".", ",", "==", "<=", " ",
    " ", " ", "\t", "\n", "\n", "\r\n", "\r", "\u{0}", "\u{1b}[2J", "\u{feff}", "é", "中", "👩‍👩‍👧",
    "e\u{301}", "repeat 2 {", "for x in 1..3 {", "}\n", "\n|~ ", "\n| ", "\n|? ", "\n|! ", "\n|{\n",
    "\n|}\n", "\n|...\n", "\n|\n", "{*}", "{pid}", "{dur}", "{dur 2s..}", "{dur ..5s}", "{num}",
    "{size}", "{time}", "{dir}", "\\x20", "| error: ", "error:", "sh 'echo'", "300ms", "1h", "-1",
    "999999999999999999999s", "8K", "SIGTERM", "RTMIN+1", "json", "name", "cwd", "env", "A=1",
    "stdin", "pipe", "(?<x>a+)", "[a-z]{2,}", "(?:", "*", "+?", "[[:alpha:]]", "\\p{L}", "\\b", "$",
    "^", "(", ")", "[", "]", "(?i)", "\\1", "\\k<x>", "\\N{DIGIT ONE}", "{0,65535}", "(?=", "(?#",
    "[^", "&&", "--", "~~", "\\Q", "\\E", "\\R", "\\X", "(?|", "(?R)", "(*FAIL)", "\\g{1}",
  ].map { Array($0.utf8) }

  private static let telling = Array("a {}'\"\\|#;:.,=~?!<>()[]*+\n\r\tx0".utf8)

  init(_ corpus: Corpus) {
    self.corpus = corpus
    verbNames = verbs.map { Array($0.name.utf8) }
  }

  /// The next input.
  func make(_ random: inout SeededRandom) -> [UInt8] {
    let input: [UInt8]
    switch random.number(below: 10) {
    case 0..<4: input = changed(excerpt(&random), &random)
    case 4, 5: input = soup(&random)
    case 6, 7: input = statements(&random)
    case 8: input = random.bytes(atMost: 40, telling: InputMaker.telling)
    default: input = repeated(&random)
    }
    return Array(input.prefix(SharedPage.capacity))
  }

  /// Some lines of a text; once in a while all of it.
  private func excerpt(_ random: inout SeededRandom) -> [UInt8] {
    let lines = random.pick(corpus.texts)
    if random.oneIn(500) { return Array(lines.joined()) }
    let start = random.number(below: lines.count)
    return Array(lines[start...].prefix(1 + random.number(below: 8)).joined())
  }

  /// What the grammar is made of, in any order.
  private func soup(_ random: inout SeededRandom) -> [UInt8] {
    (0..<random.number(below: 24)).flatMap { _ in random.pick(InputMaker.fragments) }
  }

  /// Verbs with words behind them, as people and as nobody would write them, and expectations.
  private func statements(_ random: inout SeededRandom) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<(1 + random.number(below: 4)) {
      bytes += random.oneIn(3) ? Array("|~ ".utf8) : random.pick(verbNames)
      for _ in 0..<random.number(below: 7) {
        if !random.oneIn(8) { bytes.append(UInt8(ascii: " ")) }
        bytes += random.pick(random.oneIn(2) ? corpus.words : InputMaker.fragments)
      }
      bytes.append(UInt8(ascii: random.oneIn(8) ? ";" : "\n"))
    }
    return bytes
  }

  /// A few fragments many times over: depth and length.
  private func repeated(_ random: inout SeededRandom) -> [UInt8] {
    let part = (0..<(1 + random.number(below: 3))).flatMap { _ in
      random.pick(InputMaker.fragments)
    }
    let count = random.number(below: random.oneIn(100) ? 3_000 : 100)
    let rest = random.oneIn(2) ? soup(&random) : []
    return Array(repeatElement(part, count: count).joined()) + rest
  }

  /// A text with a few changes.
  private func changed(_ text: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var text = text
    for _ in 0..<random.number(below: 5) {
      let start = random.number(below: text.count + 1)
      let length = random.number(below: random.oneIn(4) ? 40 : 4)
      let range = start..<min(text.count, start + length)
      switch random.number(below: 7) {
      case 0: text.removeSubrange(range)
      case 1: text.replaceSubrange(range, with: random.pick(InputMaker.fragments))
      case 2: text.insert(contentsOf: random.pick(InputMaker.fragments), at: start)
      case 3: text.insert(contentsOf: text[range], at: start)
      case 4: text.replaceSubrange(range, with: random.pick(corpus.words))
      case 5:
        text.replaceSubrange(range, with: random.bytes(atMost: 3, telling: InputMaker.telling))
      default: text.removeSubrange(start...)
      }
    }
    return text
  }
}
