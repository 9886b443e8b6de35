import Language
import OrderedCollections
import ProcessEngine

/// What a person at a live prompt sees between two lines, and a replay has to wait for.
extension Session {
  /// Notes what a person sees before a typed line runs, and looks.
  package func observeAsTyped() {
    engine.poll()
    absorb()
    for id in unobserved.sorted() {
      guard let process = processes[id], process.isStarted else { continue }
      if let statement = wait(forStateOf: process) { seenByEye.append(.state(statement)) }
    }
    observe()
    for process in processes.values where process.isStarted {
      for stream in Stream.allCases { sight(process, stream) }
    }
  }

  /// The statement that waits for what has become of a process since the session looked last.
  private func wait(forStateOf process: Process) -> String? {
    let label = process.label
    let (before, state) = (process.observed.state, engine.state(of: process.id))
    switch (before, state) {
    case (.exited, .stopped) where process.hadOrphans:
      return "expect \(label) exits tree\(patience(for: process))"
    case (.started, .exited), (.paused, .exited):
      return "expect \(label) exits\(patience(for: process))"
    case (.started, .stopped), (.paused, .stopped):
      // Most have no tree: of them the shorter statement is as true.
      let tree = process.hadOrphans ? " tree" : ""
      return "expect \(label) exits\(tree)\(patience(for: process))"
    case (.started, .paused): return "expect \(label) pauses"
    case (.paused, .started): return "expect \(label) resumes"
    default: return nil
    }
  }

  /// Notes what is new of a stream. Of one that has ended, its end was the wait; what its descendants
  /// wrote later can be waited for with the end of its tree, and not before.
  private func sight(_ process: Process, _ stream: Stream) {
    let position = process.observed.position(of: stream)
    let start = max(process.revealed[stream] ?? 0, process.sighted[stream] ?? 0)
    guard position.total > max(start, position.endMark ?? 0) else { return }
    process.sighted[stream] = position.total
    guard !process.isEnded else {
      if !engine.treeIsEmpty(process.id) {
        seenByEye.append(
          .beyondWaiting("descendants of \(process.label) had written more after its end"))
      }
      return
    }
    let isKept = position.dropped <= start && position.total - start <= Sighting.limit
    var sighting = Sighting(
      OutputKey(process: process.id, stream: stream), label: process.label,
      tag: tag(process, stream), from: start, to: position.total,
      bytes: isKept
        ? engine.read(stream, of: process.id, from: start, upTo: position.total) : nil)
    if let time = process.lastWrite { sighting.patience = patience(from: lineStart, to: time) }
    seenByEye.append(.output(sighting))
  }

  private func patience(for process: Process) -> String {
    let child = engine.child(process.id)
    guard let start = child.startTime, let end = child.exitTime else { return "" }
    return patience(from: start, to: end)
  }

  /// A replay waits as long as a process needs; the usual patience is enough for most.
  private func patience(from start: Instant, to end: Instant) -> String {
    guard end - start > .seconds(5) else { return "" }
    return " within \(Language.describe(.seconds((end - start).components.seconds * 2 + 2)))"
  }
}
