import Language
import OrderedCollections
import ProcessEngine

/// What a live session tells a person, above the line that is being typed; never recorded.
extension Session {
  /// Tells something, where a person is there to read it.
  func notice(_ text: String) {
    if configuration.isLive { output.notice(text) }
  }

  /// Tells an event of the engine.
  func tell(_ event: Event) {
    guard let id = event.child, let process = processes[id] else { return }
    switch event.kind {
    case .wrote(let stream): tellOutput(of: process, stream, isWhole: false)
    case .closed(let stream): tellOutput(of: process, stream, isWhole: true)
    case .paused(let signal): notice("\(process.label) paused[SIG\(signal.shortName)]")
    case .resumed: notice("\(process.label) resumed")
    case .exited(let status, _):
      for stream in Stream.allCases { tellOutput(of: process, stream, isWhole: true) }
      notice("\(process.label) \(describe(status))\(took(process))")
      process.isEndTold = true
    case .adopted(let pid): notice("orphan of \(process.label) adopted, pid \(pid)")
    case .orphanEnded(let pid, let status):
      notice("orphan of \(process.label), pid \(pid), \(describe(status))")
    case .started, .reaped, .inputClosed, .signalled, .treeEmptied: break
    }
  }

  private func took(_ process: Process) -> String {
    let child = engine.child(process.id)
    guard let start = child.startTime, let end = child.exitTime else { return "" }
    return " after \(Language.describe(end - start))"
  }

  private func describe(_ status: ExitStatus) -> String {
    switch status {
    case .exited(0): "stopped"
    case .exited(let code): "stopped[\(code)]"
    case .signaled(let signal, let core): "stopped[SIG\(signal.shortName)]\(core ? " (core)" : "")"
    case .lost: "stopped[unknown]: somebody else reaped it"
    }
  }

  /// Shows the whole lines that have come since the last time, and an unfinished one at the end.
  private func tellOutput(of process: Process, _ stream: Stream, isWhole: Bool) {
    let position = engine.child(process.id).position(of: stream)
    let start = max(process.shown[stream] ?? 0, position.dropped)
    guard position.total > start else { return }
    var text = engine.read(stream, of: process.id, from: start, upTo: position.total)
    if !isWhole {
      guard let newline = text.lastIndex(of: UInt8(ascii: "\n")) else { return }
      text.removeSubrange((newline + 1)...)
    }
    process.shown[stream] = start + UInt64(text.count)
    for line in lines(of: text) { notice(tag(process, stream) + escapedForDisplay(line)) }
  }
}
