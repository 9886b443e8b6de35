/// One line that was run at a live prompt, with everything that a session file says of it.
struct TranscriptEntry {
  /// Ends and stops that a person's eyes saw before the line was typed, as the waits they were.
  let observations: [String]
  /// The line as it was typed.
  let text: String
  /// What it printed, as expectations.
  private(set) var expectations: [String] = []
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
  mutating func add(_ expectation: @autoclosure () -> String) {
    if expectations.count < TranscriptEntry.limit {
      expectations.append(expectation())
    } else {
      isCut = true
    }
  }

  /// What a session file says of it.
  var lines: [String] {
    guard !wasInterrupted else { return observations + interrupted }
    // What 'history' lists has other numbers in a file, which holds what a person's eyes saw too.
    if text.split(separator: " ").first == "history" { return observations + [text, "|..."] }
    return observations + [text] + expectations + (isCut ? ["|..."] : [])
  }

  /// A wait that was cut short leaves nothing behind; a 'run' its process; of all else nobody knows
  /// how far it came.
  private var interrupted: [String] {
    if text.hasPrefix("run "), !text.contains(";") { return ["spawn" + text.dropFirst(3)] }
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
    return ["# Interrupted:"] + rows.map { "#   \($0)" }
  }
}
