import Language
import OrderedCollections
import ProcessEngine

/// What was done at a live prompt, as a session file.
extension Session {
  /// Notes what a person sees before a typed line runs, and looks.
  package func observeAsTyped() {
    engine.poll()
    absorb()
    for id in unobserved.sorted() {
      guard let process = processes[id], process.isStarted, !process.isEnded else { continue }
      switch engine.state(of: id) {
      case .exited, .stopped:
        seenByEye.append("expect \(process.label) exits\(patience(for: process))")
      case .paused where process.observed.state == .started:
        seenByEye.append("expect \(process.label) pauses")
      case .paused, .initial, .started: break
      }
    }
    observe()
    sightings = processes.values.compactMap { process in
      let end = process.shown[.standardOutput] ?? 0
      guard process.observed.state.isAlive, end > process.revealed[.standardOutput] ?? 0 else {
        return nil
      }
      return Sighting(process: process.id, label: process.label, end: end)
    }
  }

  /// The transcript with each sighting as the `expect` that it was, before the line that was typed
  /// then; what a later line revealed of it stands behind that `expect`.
  private func withSightings(_ transcript: [TranscriptEntry]) -> [TranscriptEntry] {
    var entries = transcript
    var told: [ChildID: UInt64] = [:]
    for index in entries.indices {
      for sighting in entries[index].sightings {
        let later = entries.indices[index...].first { place in
          entries[place].printed.contains { $0.origin?.process == sighting.process }
        }
        guard let later else {
          let (end, wait) = unrevealedWait(sighting, after: told[sighting.process] ?? 0)
          told[sighting.process] = end
          entries[index].observations += wait
          continue
        }
        var entry = entries[later]
        let lines = entry.takeLines(seenIn: sighting)
        guard let text = lines.last?.origin?.text, let statement = sighting.statement(for: text)
        else { continue }
        entries[later] = entry
        entries[index].observations += [statement] + lines.map(\.expectation)
      }
    }
    return entries
  }

  /// The `expect` for what a person saw of a process that no statement has shown since, and how far it
  /// goes. Numbers may be others the next time, so a line that has any is waited for by nobody.
  private func unrevealedWait(
    _ sighting: Sighting, after told: UInt64
  ) -> (end: UInt64, wait: [String]) {
    guard let process = processes[sighting.process] else { return (told, []) }
    let start = max(told, process.revealed[.standardOutput] ?? 0)
    let dropped = engine.child(process.id).output.dropped
    guard sighting.end > start, dropped <= start else { return (told, []) }
    let text = engine.read(.standardOutput, of: process.id, from: start, upTo: sighting.end)
    let seen = lines(of: text).prefix(101).map { escapedForDisplay($0) }
    guard seen.count <= 100, let last = seen.last, !last.utf8.contains(where: isDigit),
      !seen.dropLast().contains(where: { $0.contains(last) }),
      let statement = sighting.statement(for: last)
    else { return (told, []) }
    let expectations = seen.map {
      recognized(RecordLine(tag(process, .standardOutput) + $0)).expectation
    }
    return (sighting.end, [statement] + expectations)
  }

  /// A replay waits as long as a process needs; the usual patience is enough for most.
  private func patience(for process: Process) -> String {
    let child = engine.child(process.id)
    guard let start = child.startTime, let end = child.exitTime, end - start > .seconds(5) else {
      return ""
    }
    return " within \(Language.describe(.seconds((end - start).components.seconds * 2 + 2)))"
  }

  /// Keeps a line that the line which runs now has printed.
  func addToTranscript(_ line: RecordLine) {
    guard configuration.isLive, !transcript.isEmpty else { return }
    transcript[transcript.count - 1].add(
      TranscriptEntry.Line(expectation: line.expectation, origin: line.origin))
  }

  /// Notes that the line which runs now hands a person's terminal to a process.
  func keepAttachment(of process: Process) {
    process.hadTerminal = true
    guard !transcript.isEmpty else { return }
    transcript[transcript.count - 1].keys = TypedKeys(label: process.label)
  }

  /// Keeps what a person types there.
  func keep(_ keys: some Sequence<UInt8>, isSecret: Bool) {
    guard !transcript.isEmpty else { return }
    transcript[transcript.count - 1].keys?.add(keys, isSecret: isSecret)
  }

  /// Notes that the process has ended meanwhile.
  func keepEndOfAttachment() {
    guard !transcript.isEmpty else { return }
    transcript[transcript.count - 1].keys?.hasEnded = true
  }

  /// Leaves a 'save' that was done out of the line that runs now: saving is no part of what is saved.
  /// What was seen before a line of which nothing is left counts for the next.
  func leaveOut(_ save: Span) {
    guard sourceDepth == 0, let last = transcript.indices.last else { return }
    transcript[last].leaveOut(save, beginningWith: Save.name)
    guard transcript[last].isEmpty else { return }
    seenByEye = transcript.removeLast().observations + seenByEye
  }

  /// The entries up to a 'save' that runs now.
  private func entries(until save: Span?) -> [TranscriptEntry] {
    guard let save, sourceDepth == 0, let last = transcript.last else { return transcript }
    guard let entry = last.upTo(save, beginningWith: Save.name) else {
      var entry = last
      entry.wasInterrupted = true
      return transcript.dropLast() + [entry]
    }
    return transcript.dropLast() + [entry]
  }

  /// The session so far as a session file that `check` accepts.
  func transcriptText(until save: Span? = nil) -> String {
    observeAsTyped()
    var lines = ["# Recorded at the prompt of proclab."]
    if longestWait > .seconds(5) {
      lines += [
        "set timeout \(Language.describe(.seconds(longestWait.components.seconds * 2 + 2)))"
      ]
    }
    lines += withSightings(entries(until: save)).flatMap(\.lines) + seenByEye
    let left = processes.values.filter { $0.observed.state.isAlive && !$0.isDaemon }
    if !left.isEmpty {
      lines += [
        "# What still lived when this was saved:",
        "stop " + left.map(\.label).joined(separator: " "), "|...",
      ]
    } else if !lines.contains(where: { $0.hasPrefix("|") }) {
      lines += ["print done", "| done"]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
