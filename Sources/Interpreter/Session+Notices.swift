import Glibc
import Language
import OrderedCollections
package import ProcessEngine

/// What a live session tells a person, above the line that is being typed; never recorded.
extension Session {
  /// Tells something, where a person is there to read it; of a flood only how much it was.
  package func notice(_ text: String) {
    guard configuration.isLive else { return }
    if noticeFlood.admit(1, at: engine.now) > 0 { output.notice(text) }
  }

  /// Tells an event of the engine, and keeps of it what a replay would have to wait for.
  func heed(_ event: Event) {
    guard let id = event.child, let process = processes[id] else { return }
    switch event.kind {
    case .wrote(let stream):
      process.lastWrite = event.time
      tellOutput(of: process, stream, isWhole: false)
    case .closed(let stream): tellOutput(of: process, stream, isWhole: true)
    case .paused(let signal): notice("\(process.label) paused[SIG\(signal.shortName)]")
    case .resumed: notice("\(process.label) resumed")
    case .exited(let status, _):
      for stream in Stream.allCases { tellOutput(of: process, stream, isWhole: true) }
      tellSuppressed(of: process)
      notice("\(process.label) \(describe(status))\(took(process))")
    case .adopted(let pid):
      process.hadOrphans = true
      notice("orphan of \(process.label) adopted, pid \(pid)")
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
    let admitted = process.flood.admit(lineCount(of: text), at: engine.now)
    for line in lines(of: text, atMost: admitted) {
      output.wrote(escapedForDisplay(line), tag: tag(process, stream))
    }
    if process.flood.due != nil { flooding.insert(process.id) }
  }

  /// When there is something to tell that no event will come for.
  package var noticeDue: Instant? {
    (flooding.compactMap { processes[$0]?.flood.due } + [noticeFlood.due].compactMap { $0 }).min()
  }

  /// Tells how many lines were not shown, of those whose while is over.
  package func tellWhatIsDue() {
    let now = engine.now
    for id in flooding.sorted() {
      guard let process = processes[id] else {
        flooding.remove(id)
        continue
      }
      if let due = process.flood.due, due <= now { tellSuppressed(of: process) }
    }
    if let due = noticeFlood.due, due <= now {
      let count = noticeFlood.take(at: now)
      if count > 0 { output.notice("\(grouped(count)) more notices, see events") }
    }
  }

  private func tellSuppressed(of process: Process) {
    let count = process.flood.take(at: engine.now)
    if process.flood.due == nil { flooding.remove(process.id) }
    guard count > 0 else { return }
    let noun = count == 1 ? "line" : "lines"
    output.notice("\(process.label): \(grouped(count)) more \(noun), see output \(process.label)")
  }
}

/// How many lines a text has; the last one need not have a newline.
private func lineCount(of text: [UInt8]) -> Int {
  text.withUnsafeBytes { buffer in
    guard let start = buffer.baseAddress else { return 0 }
    var (count, offset) = (0, 0)
    // A flood is counted many times a second: so by the C library, and without a slice a line.
    while offset < buffer.count,
      let found = memchr(start + offset, Int32(UInt8(ascii: "\n")), buffer.count - offset)
    {
      count += 1
      offset = UnsafeRawPointer(found) - start + 1
    }
    return offset < buffer.count ? count + 1 : count
  }
}

/// The first lines of a text.
private func lines(of text: [UInt8], atMost limit: Int) -> [ArraySlice<UInt8>] {
  var lines: [ArraySlice<UInt8>] = []
  var rest = text[...]
  while lines.count < limit, !rest.isEmpty {
    let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
    lines.append(rest[..<end])
    rest = rest[min(end + 1, rest.endIndex)...]
  }
  return lines
}

/// A number with commas between its thousands.
func grouped(_ number: Int) -> String {
  let digits = Array("\(number)")
  return digits.enumerated().map { index, digit in
    let left = digits.count - index
    return index > 0 && left.isMultiple(of: 3) ? ",\(digit)" : "\(digit)"
  }.joined()
}
