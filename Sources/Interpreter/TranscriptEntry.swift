import Language

/// One line that was run, with everything that a session file says of it.
struct TranscriptEntry {
  /// What a person's eyes saw before the line was typed.
  var observations: [Observation]
  /// The line as it was typed.
  private let text: String
  /// Its statements, or the whole of a line that could not be read.
  private var parts: [TranscriptPart]
  /// Which of them runs, or ran last.
  private var current = 0
  private var printedCount = 0
  private var isCut = false
  /// Whether only its beginning is told.
  private var isCutOff = false

  init(observations: [Observation], text: String, statements: [(text: String, span: Span)]) {
    self.observations = observations
    self.text = text
    parts = statements.map { TranscriptPart($0.text, $0.span) }
    if parts.isEmpty { parts = [TranscriptPart(text, Span(0, text.utf8.count))] }
  }

  /// Notes that one of its statements begins.
  mutating func begin(statement place: Int) { current = min(place, parts.count - 1) }

  /// Keeps an expectation of a line that it printed.
  mutating func add(_ line: @autoclosure () -> TranscriptPart.Line) {
    if isFull {
      isCut = true
    } else {
      parts[current].printed.append(line())
      printedCount += 1
    }
  }

  /// Whether it keeps no more lines.
  var isFull: Bool { printedCount >= RecordLine.writtenLimit }

  /// Notes that a process has been handed a person's terminal. What was done there can stand in the
  /// place of a statement, but not of one in a block, which may do it more than once.
  mutating func attach(_ label: String) {
    if parts[current].verb == Attach.name {
      parts[current].keys = TypedKeys(label: label)
    } else {
      parts[current].fate = .cutShort(doubt: "\(label) was given a terminal in a block or a file")
    }
  }

  /// What is typed to a process that has the terminal.
  mutating func type(_ keys: some Sequence<UInt8>, isSecret: Bool) {
    parts[current].keys?.add(keys, isSecret: isSecret)
  }

  /// Notes that the process which has the terminal has ended.
  mutating func endAttachment() { parts[current].keys?.hasEnded = true }

  /// The verbs that leave something behind when they are cut short; 'run' leaves its process, which
  /// can be told.
  private static let unfinished: Set<Substring> = ["for", "repeat", "source", "stop"]

  /// Notes that Ctrl-C cut it short.
  mutating func interrupt() {
    let verb = parts[current].verb
    parts[current].fate = .cutShort(
      doubt: TranscriptEntry.unfinished.contains(verb)
        ? "'\(verb)' was interrupted, and what it had done is not repeated" : nil)
  }

  /// Leaves out a statement that begins with a word, if it stands here.
  mutating func leaveOut(_ span: Span, beginningWith word: String) {
    parts[current].leaveOut(span, beginningWith: word)
  }

  /// The entry as far as it had come when one of its statements began; of a block, half of which
  /// can't be told, nothing.
  func upTo(_ span: Span, beginningWith word: String) -> TranscriptEntry {
    var copy = self
    guard parts[current].holds(span, beginningWith: word) else { return copy }
    if parts[current].span == span {
      copy.parts.removeSubrange(current...)
      copy.isCutOff = true
    } else {
      copy.parts.removeSubrange((current + 1)...)
      copy.parts[current].fate = .cutShort(doubt: "this block was not over when it was saved")
    }
    return copy
  }

  /// Whether nothing of it is left.
  var isEmpty: Bool { parts.allSatisfy { $0.fate == .leftOut && $0.printed.isEmpty } }

  /// What a session file says of it, in the order in which it happened.
  var steps: [TranscriptStep] {
    var steps: [TranscriptStep] = []
    var group: [TranscriptPart] = []
    func close() {
      if !group.isEmpty { steps.append(step(of: group)) }
      group = []
    }
    for (place, part) in parts.enumerated() {
      if case .cutShort(let doubt) = part.fate {
        close()
        steps += cutShort(parts[place...], doubt)
        break
      } else if let keys = part.keys {
        close()
        steps.append(step(of: part, keys))
      } else if part.fate == .told {
        group.append(part)
      }
    }
    close()
    if steps.isEmpty { steps = [TranscriptStep()] }
    steps[0].observations = observations
    steps[steps.count - 1].isCut = isCut
    return steps
  }

  private func step(of group: [TranscriptPart]) -> TranscriptStep {
    let isAsTyped =
      group.count == parts.count && !isCutOff && !group.contains(where: \.isShortened)
    return TranscriptStep(
      group.map { TranscriptStep.Statement(text: $0.text, printed: $0.printed) },
      typed: isAsTyped ? text : nil)
  }

  /// What a process was typed stands for the statement that gave it the terminal.
  private func step(of part: TranscriptPart, _ keys: TypedKeys) -> TranscriptStep {
    TranscriptStep(
      heading: keys.statements, [TranscriptStep.Statement(text: "", printed: part.printed)])
  }

  /// A wait that was cut short leaves nothing behind; a 'run' its process; of all else nobody knows
  /// how far it came. What stands behind it in its line never ran.
  private func cutShort(_ rest: ArraySlice<TranscriptPart>, _ doubt: String?) -> [TranscriptStep] {
    guard let part = rest.first else { return [] }
    var steps: [TranscriptStep] = []
    if let keys = part.keys {
      steps.append(step(of: part, keys))
    } else if part.verb == Run.name {
      let text = "\(Spawn.name)\(part.text.dropFirst(Run.name.count))"
      steps.append(TranscriptStep([TranscriptStep.Statement(text: text, printed: [])]))
    }
    let untold = steps.isEmpty ? rest : rest.dropFirst()
    guard !untold.isEmpty else { return steps }
    var step = TranscriptStep(
      heading: TranscriptStep.comment(
        "Interrupted", untold.map(\.text).joined(separator: "; ")),
      untold.map { TranscriptStep.Statement(text: "", printed: $0.printed) }, isUntold: true)
    step.doubt = doubt
    return steps + [step]
  }
}
