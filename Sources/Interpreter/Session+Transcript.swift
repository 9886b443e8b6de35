import Language
import OrderedCollections
import ProcessEngine

/// What was run, as a session file.
extension Session {
  /// More lines than this are kept only of what a person typed.
  private static let untypedLimit = 10_000

  /// Keeps a line that begins to run.
  func addToTranscript(_ text: String, _ statements: [(text: String, span: Span)]) {
    guard configuration.isLive || transcript.count < Session.untypedLimit else {
      transcriptIsCut = true
      transcript = []
      return
    }
    guard !transcriptIsCut else { return }
    transcript.append(
      TranscriptEntry(observations: seenByEye, text: text, statements: statements))
    seenByEye = []
  }

  /// Does something to the entry of the line that runs now.
  private func changeEntry(_ change: (inout TranscriptEntry) -> Void) {
    guard let last = transcript.indices.last else { return }
    change(&transcript[last])
  }

  /// Notes that a statement of the line begins.
  func keepBeginning(ofStatement place: Int) { changeEntry { $0.begin(statement: place) } }

  /// Notes that Ctrl-C has cut the line short.
  func keepInterrupt() { changeEntry { $0.interrupt() } }

  /// Keeps a line that the line which runs now has printed.
  func addToTranscript(_ line: RecordLine, isRecognized: Bool) {
    changeEntry { $0.add(TranscriptPart.Line(line, isRecognized: isRecognized)) }
  }

  /// Notes that the line which runs now hands a person's terminal to a process.
  func keepAttachment(of process: Process) {
    process.hadTerminal = true
    changeEntry { $0.attach(process.label) }
  }

  /// Keeps what a person types there.
  func keep(_ keys: some Sequence<UInt8>, isSecret: Bool) {
    changeEntry { $0.type(keys, isSecret: isSecret) }
  }

  /// Notes that the process has ended meanwhile.
  func keepEndOfAttachment() { changeEntry { $0.endAttachment() } }

  /// Leaves a 'save' that was done out of the line that runs now: saving is no part of what is saved.
  /// What was seen before a line of which nothing is left counts for the next.
  func leaveOut(_ save: Span) {
    guard sourceDepth == 0, let last = transcript.indices.last else { return }
    transcript[last].leaveOut(save, beginningWith: Save.name)
    guard transcript[last].isEmpty else { return }
    seenByEye = transcript.removeLast().observations + seenByEye
  }

  /// The session so far as a session file that `check` accepts; up to a 'save' that runs now.
  func savedSession(until save: Span? = nil) -> SavedSession {
    var entries = transcript
    if let save, sourceDepth == 0, let last = entries.popLast() {
      entries.append(last.upTo(save, beginningWith: Save.name))
    }
    var header = [
      configuration.isLive ? "# Recorded at the prompt of proclab." : "# Recorded by proclab."
    ]
    if longestWait > .seconds(5) {
      header.append(
        "set timeout \(Language.describe(.seconds(longestWait.components.seconds * 2 + 2)))")
    }
    var now = TranscriptStep()
    now.observations = seenByEye
    let writer = TranscriptWriter(entries.flatMap(\.steps) + [now], behind: header, in: self)
    var saved = writer.saved
    let left = processes.values.filter { $0.observed.state.isAlive && !$0.isDaemon }
    if !left.isEmpty {
      saved.add("# What still lived when this was saved:")
      saved.add("stop " + left.map(\.label).joined(separator: " "))
      saved.add(expectations: [RecordLine.anyLines])
    } else if !saved.expectsSomething {
      saved.add("print done")
      saved.add(expectations: ["| done"])
    }
    return saved
  }
}
