/// What the lines of a record are to a block, each found out when it is first asked for.
final class BlockLines {
  enum Kind {
    /// What a line of the block wants.
    case wanted
    /// Of a process of the block.
    case ours
    case foreign
  }

  private let lines: [MatchedLine]
  private let context: MatchContext
  private let texts: Set<[UInt8]>
  private let patterns: [Expectation]
  private let processes: Set<String>
  private var known: [Kind?]

  init(_ block: [Expectation], _ lines: [MatchedLine], _ context: MatchContext) {
    self.lines = lines
    self.context = context
    texts = Set(block.compactMap(\.literal))
    var seen: Set<String> = []
    patterns = block.filter { $0.literal == nil && seen.insert($0.text).inserted }
    processes = Set(block.compactMap(\.tag?.process))
    known = lines.map { _ in nil }
  }

  func kind(of place: Int) -> Kind {
    if let kind = known[place] { return kind }
    let line = lines[place]
    var kind = Kind.foreign
    if texts.contains(line.bytes) || patterns.contains(where: { $0.matches(line, context) }) {
      kind = .wanted
    } else if let process = Tag(line.text)?.process, processes.contains(process) {
      kind = .ours
    }
    known[place] = kind
    return kind
  }
}
