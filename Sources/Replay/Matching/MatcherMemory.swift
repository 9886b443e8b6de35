/// What a comparison has found out once, and need not again.
final class MatcherMemory {
  private let lines: [MatchedLine]
  private let context: MatchContext
  private lazy var places: [[UInt8]: [Int]] = Dictionary(grouping: lines.indices) {
    lines[$0].bytes
  }
  private var expectation = ""
  private var answers: [Int: Bool] = [:]
  private var rows: [AlignmentRow]?

  init(_ lines: [MatchedLine], _ context: MatchContext) {
    self.lines = lines
    self.context = context
  }

  /// Where in the record a text stands, ascending.
  func places(of text: [UInt8]) -> [Int] { places[text] ?? [] }

  /// Whether a line is what an expectation wants. The answers are kept for the next one: the same
  /// often stands many times.
  func matches(_ other: Expectation, _ place: Int) -> Bool {
    if other.text != expectation { (expectation, answers) = (other.text, [:]) }
    if let answer = answers[place] { return answer }
    let answer = other.matches(lines[place], context)
    answers[place] = answer
    return answer
  }

  /// Both laid side by side.
  func rows(_ align: () -> [AlignmentRow]) -> [AlignmentRow] {
    if let rows { return rows }
    let rows = align()
    self.rows = rows
    return rows
  }
}
