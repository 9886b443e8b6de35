import Language
import OrderedCollections
import ProcessEngine

/// Writes steps as lines of a session file: what a person saw before each as the wait that it was,
/// and what these waits reveal nowhere else.
struct TranscriptWriter {
  private let session: Session
  private var steps: [TranscriptStep]
  private var reveals: [OutputKey: [Reveal]] = [:]
  private(set) var saved: SavedSession

  /// How far the lines written so far have revealed each stream.
  private var told: [OutputKey: UInt64] = [:]
  /// What was seen, as far as a wait for it may still have to be written.
  private var seen: OrderedDictionary<OutputKey, Sighting> = [:]
  /// What has been said to be beyond waiting, so that it is said once.
  private var doubted: Set<OutputKey> = []
  /// Processes whose output is told no more, because it would come otherwise in a replay.
  private var unfollowed: Set<ChildID> = []

  /// That a statement reveals some of a stream.
  private struct Reveal {
    let step: Int
    let statement: Int
    let end: UInt64
    /// Whether it had waited for that, and not for the end of the process.
    let isAwaited: Bool
  }

  /// Writes steps behind some first lines.
  init(_ steps: [TranscriptStep], behind header: [String], in session: Session) {
    (self.session, self.steps) = (session, steps)
    saved = SavedSession(lines: header)
    for (index, step) in steps.enumerated() where !step.isUntold { note(index, step) }
    for index in steps.indices {
      writeObservations(before: index)
      write(self.steps[index])
    }
  }

  private mutating func note(_ index: Int, _ step: TranscriptStep) {
    for (place, statement) in step.statements.enumerated() {
      for origin in statement.printed.compactMap(\.origin) {
        reveals[origin.output, default: []].append(
          Reveal(step: index, statement: place, end: origin.end, isAwaited: origin.isAwaited))
      }
    }
  }

  // MARK: - What was seen

  private mutating func writeObservations(before index: Int) {
    for observation in steps[index].observations {
      switch observation {
      case .state(let statement): saved.add(statement)
      case .beyondWaiting(let reason): saved.add(doubt: reason)
      case .output(let sighting):
        seen[sighting.key] = sighting.following(seen[sighting.key])
      }
    }
    for sighting in seen.values { writeWaits(for: sighting, before: index) }
  }

  /// Writes the waits for what was seen of a stream; or leaves it to an `expect` that was typed
  /// later, as long as nothing in between may depend on it.
  private mutating func writeWaits(for sighting: Sighting, before index: Int) {
    let key = sighting.key
    let start = max(told[key] ?? 0, sighting.start)
    // What had a person's terminal has its size and its echo in it.
    guard sighting.end > start, !unfollowed.contains(key.process),
      session.processes[key.process]?.hadTerminal != true
    else {
      seen[key] = nil
      return
    }
    let next = reveals[key]?.first { $0.step >= index && $0.end > start }
    let awaited = next.flatMap { next in
      next.isAwaited
        ? reveals[key]?.last { $0.statement == next.statement && $0.step == next.step } : nil
    }
    let isAwaitedLater = awaited.map { $0.end > sighting.end } ?? false
    if let awaited, !isAwaitedLater, !isNeeded(sighting, from: index, before: awaited) { return }
    // An `expect` has to find the line that it waits for whole.
    let waits = OutputWaits(
      for: sighting, from: start, wholeLinesOnly: isAwaitedLater, loosensNumbers: next == nil,
      in: session)
    guard let waits else {
      unfollowed.insert(key.process)
      return doubt(key, "what \(sighting.label) had written can't be waited for")
    }
    if let awaited, !isAwaitedLater {
      guard waits.end >= awaited.end,
        steps[awaited.step].statements[awaited.statement].isExpect(of: key)
      else { return doubt(key, "what \(sighting.label) had written is waited for only later") }
      steps[awaited.step].silence(awaited.statement, because: "Waited for above")
    }
    for wait in waits.waits {
      saved.add(wait.statement)
      saved.add(expectations: wait.expectations)
    }
    told[key] = waits.end
    if waits.end < sighting.end, isNeeded(sighting, from: index, before: next) {
      doubt(key, "what \(sighting.label) had written of an unfinished line can't be waited for")
    }
  }

  /// Whether anything may depend on what was seen before a statement reveals it.
  private func isNeeded(_ sighting: Sighting, from index: Int, before next: Reveal?) -> Bool {
    let end = next?.step ?? steps.endIndex
    return steps[index..<end].contains { $0.mentions(sighting.label) }
      || next.map { steps[end].mentions(sighting.label, before: $0.statement) } ?? false
  }

  private mutating func doubt(_ key: OutputKey, _ reason: String) {
    guard doubted.insert(key).inserted else { return }
    saved.add(doubt: reason)
  }

  // MARK: - What was typed

  private mutating func write(_ step: TranscriptStep) {
    if let doubt = step.doubt { saved.doubt(doubt) }
    for line in step.lines { saved.add(line) }
    guard !step.isUntold else {
      // What it has shown, a replay shows later.
      for line in step.printed {
        if let origin = line.origin { unfollowed.insert(origin.output.process) }
      }
      return
    }
    var expectations: [String] = []
    for line in step.printed {
      if let expectation = expectation(of: line) { expectations.append(expectation) }
    }
    saved.add(expectations: expectations + (step.isCut ? [RecordLine.anyLines] : []))
  }

  /// What a replay prints of a line; nil where a wait has revealed it.
  private mutating func expectation(of line: TranscriptPart.Line) -> String? {
    guard let origin = line.origin else { return line.expectation(in: session) }
    guard !unfollowed.contains(origin.output.process) else { return RecordLine.anyLines }
    let start = told[origin.output] ?? 0
    guard origin.end > start else { return nil }
    told[origin.output] = origin.end
    guard start > origin.start else { return line.expectation(in: session) }
    // A wait has revealed its beginning.
    guard start - origin.start <= origin.bytes.count else { return RecordLine.anyLines }
    let rest = origin.bytes.dropFirst(Int(start - origin.start))
    return session.recognized(RecordLine(origin.tag + escapedForDisplay(rest))).expectation
  }
}
