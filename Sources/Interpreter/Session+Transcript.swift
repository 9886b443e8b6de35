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
      expectation(of: RecordLine(tag(process, .standardOutput) + $0))
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

  /// Keeps a line that the line which runs now has printed. What a process wrote that had a person's
  /// terminal has its size and its echo in it: a replay is not held to that.
  func addToTranscript(_ line: RecordLine) {
    guard configuration.isLive, !transcript.isEmpty else { return }
    if let origin = line.origin, processes[origin.process]?.hadTerminal == true {
      return transcript[transcript.count - 1].addAnything()
    }
    transcript[transcript.count - 1].add(
      TranscriptEntry.Line(expectation: expectation(of: line), origin: line.origin))
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

  /// The expectation of a line, with what a child has printed of this one run as placeholders too:
  /// pids, the session's own folders.
  private func expectation(of line: RecordLine) -> String {
    var pieces: [RecordLine.Piece] = []
    for piece in line.pieces {
      if piece.kind == .text { pieces += parts(of: piece.text) } else { pieces.append(piece) }
    }
    let text = RecordLine(pieces).expectation
    // A check runs its file in a folder of its own: where this one ran is in no other's record.
    return [folder, configuration.here].compactMap { $0 }.filter { $0.utf8.count > 1 }
      .reduce(text) { replace(path: $1, in: $0, by: $1 == folder ? "{dir}" : "{*}") }
  }

  /// A text, cut where the pid of a process of this session stands in it, or in JSON a duration.
  private func parts(of text: String) -> [RecordLine.Piece] {
    guard text.utf8.contains(where: isDigit) else { return [.init(text)] }
    var pieces: [RecordLine.Piece] = []
    var plain: [UInt8] = []
    var rest = Array(text.utf8)[...]
    let isJSON = text.hasPrefix("{\"") || rest.allSatisfy { isDigit($0) || $0 == 0x2E }
    while !rest.isEmpty {
      let word = rest.prefix { !isDigit($0) }
      let digits = rest.dropFirst(word.count).prefix(while: isDigit)
      plain += word
      rest = rest.dropFirst(word.count + digits.count)
      let places = isJSON && rest.first == 0x2E ? rest.dropFirst().prefix(while: isDigit) : []
      let number = String(decoding: digits, as: UTF8.self)
      let kind: RecordLine.Kind? =
        places.count == 6 ? .number : Int32(number).flatMap { isPid($0) ? .pid : nil }
      guard let kind else {
        plain += digits
        continue
      }
      pieces.append(.init(String(decoding: plain, as: UTF8.self)))
      plain = []
      if kind == .number { rest = rest.dropFirst(1 + places.count) }
      pieces.append(.init(kind == .number ? "\(number).0" : number, kind))
    }
    pieces.append(.init(String(decoding: plain, as: UTF8.self)))
    return pieces.filter { !$0.text.isEmpty }
  }

  /// Whether a number is a pid of this session; the low ones of a container mean too much else.
  private func isPid(_ number: Int32) -> Bool {
    guard number > 300 else { return false }
    return number == ownPid || processes.values.contains { $0.observed.pid == number }
  }

  /// Replaces a path where it stands whole: at the end of a word, or with more behind a slash.
  private func replace(path: String, in text: String, by placeholder: String) -> String {
    let parts = text.split(separator: path, omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(String(parts[0])) { text, part in
      let isWhole = part.first.map { !$0.isLetter && !$0.isNumber && !"._-".contains($0) } ?? true
      return text + (isWhole ? placeholder : path) + part
    }
  }
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
