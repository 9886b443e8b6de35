/// One line that was run at a live prompt, with everything that a session file says of it.
struct TranscriptEntry {
  /// A line that it printed, as a session file expects it.
  struct Line {
    let expectation: String
    let origin: RecordLine.Origin?
  }

  /// What a person's eyes saw before the line was typed, as the waits they were.
  var observations: [String]
  /// The line as it was typed.
  let text: String
  /// How far the output of running processes had been seen before the line was typed.
  var sightings: [Sighting] = []
  /// What it printed.
  private(set) var printed: [Line] = []
  /// What a process was typed that it handed the terminal to.
  var keys: TypedKeys?
  /// Whether Ctrl-C cut it short, so that no replay could do the same.
  var wasInterrupted = false
  private var isCut = false

  /// More lines than anybody would read in a session file are not kept.
  private static let limit = 1_000

  init(observations: [String], text: String) {
    self.observations = observations
    self.text = text
  }

  /// Keeps an expectation of a line that it printed.
  mutating func add(_ line: @autoclosure () -> Line) {
    if printed.count < TranscriptEntry.limit {
      printed.append(line())
    } else {
      isCut = true
    }
  }

  /// Allows anything where more lines were printed, or none.
  mutating func addAnything() {
    let anything = Line(expectation: "|...", origin: nil)
    if printed.last?.expectation != anything.expectation { printed.append(anything) }
  }

  /// Gives up the lines that a sighting explains, where they tell the wait that it was: an `expect`
  /// is its own wait, and one that its own earlier lines would end can't be written.
  mutating func takeLines(seenIn sighting: Sighting) -> [Line] {
    guard !wasInterrupted, !isUnrepeatable, keys == nil, !text.hasPrefix("expect ") else {
      return []
    }
    let seen = printed.filter { sighting.covers($0.origin) }
    guard let last = seen.last?.origin, last.end == sighting.end,
      !seen.dropLast().contains(where: { $0.origin?.text.contains(last.text) ?? true })
    else { return [] }
    printed.removeAll { sighting.covers($0.origin) }
    return seen
  }

  /// What a session file says of it.
  var lines: [String] {
    if let keys { return observations + keys.statements + printed.map(\.expectation) }
    guard !wasInterrupted else { return observations + interrupted }
    if isUnrepeatable { return observations + [text, "|..."] }
    return observations + [text] + printed.map(\.expectation) + (isCut ? ["|..."] : [])
  }

  /// Whether it lists what is true of one run only: 'history' has other numbers in a file, which
  /// holds what a person's eyes saw too; the kernel decides in which order 'events' come.
  private var isUnrepeatable: Bool {
    text.split(separator: ";").contains { statement in
      ["history", "events"].contains(statement.split(separator: " ").first)
    }
  }

  /// A wait that was cut short leaves nothing behind; a 'run' its process; of all else nobody knows
  /// how far it came.
  private var interrupted: [String] {
    if text.hasPrefix("run "), !text.contains(";") { return ["spawn" + text.dropFirst(3)] }
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
    return ["# Interrupted:"] + rows.map { "#   \($0)" }
  }
}
