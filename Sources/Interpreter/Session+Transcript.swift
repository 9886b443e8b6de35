import Language
import OrderedCollections
import ProcessEngine

/// One line that was run at a live prompt, with everything that a session file says of it.
struct TranscriptEntry {
  /// Ends and stops that a person's eyes saw before the line was typed, as the waits they were.
  let observations: [String]
  /// The line as it was typed.
  let text: String
  /// What it printed.
  private(set) var record: [RecordLine] = []
  /// Whether it printed more than is kept.
  private(set) var isCut = false

  /// More lines than anybody would read in a session file are not kept.
  private static let limit = 1_000

  /// Keeps a line that it printed.
  mutating func add(_ line: RecordLine) {
    if record.count < TranscriptEntry.limit { record.append(line) } else { isCut = true }
  }

  /// Whether Ctrl-C cut it short, so that no replay could do the same.
  var wasInterrupted = false
}

extension Session {
  /// Notes what a person sees before a typed line runs, and looks.
  package func observeAsTyped() {
    engine.poll()
    absorb()
    for id in unobserved.sorted() {
      guard let process = processes[id], process.isStarted, !process.isEnded else { continue }
      switch engine.state(of: id) {
      case .exited, .stopped: seenByEye.append("expect \(process.label) exits")
      case .paused where process.observed.state == .started:
        seenByEye.append("expect \(process.label) pauses")
      case .paused, .initial, .started: break
      }
    }
    observe()
  }

  /// Leaves the line that runs now out of the transcript: saving is no part of what is saved.
  func dropLastEntry() {
    _ = transcript.popLast()
  }

  /// The session so far as a session file that `check` accepts.
  func transcriptText() -> String {
    var lines = ["# Recorded at the prompt of proclab."]
    if longestWait > .seconds(5) {
      lines += [
        "set timeout \(Language.describe(.seconds(longestWait.components.seconds * 2 + 2)))"
      ]
    }
    for entry in transcript where !entry.wasInterrupted {
      lines += entry.observations
      lines.append(entry.text)
      lines += entry.record.map(\.expectation) + (entry.isCut ? ["|..."] : [])
    }
    look()
    let left = processes.values.filter { $0.observed.state.isAlive && !$0.isDaemon }
    if !left.isEmpty {
      lines += [
        "# What still lived when this was saved:",
        "stop " + left.map(\.label).joined(separator: " "), "|...",
      ]
    } else if !transcript.contains(where: { !$0.record.isEmpty }) {
      lines += ["print done", "| done"]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
