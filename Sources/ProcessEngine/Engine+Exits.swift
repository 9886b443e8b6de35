internal import SystemPackage

extension Engine {
  /// The process of a child has ended, as its descriptor says. It is asked how, and left a zombie:
  /// so its number, and its group's, can't be used again while its tree lives.
  func noteExit(of id: ChildID) {
    guard let record = living(id), record.state.isAlive, record.ending == nil,
      let process = record.process
    else { return }
    let status: ExitStatus
    do throws(Errno) {
      // The rest of a namespace can only go when its members are reaped, and its processes are told
      // from others by the namespace: no zombie is held.
      let options: WaitOptions = record.launch.isIsolated ? .ended : [.ended, .leave]
      guard let note = try calls.wait(.process(process), options),
        case .ended(let told) = note.change
      else { return }
      status = told
      record.isReaped = record.launch.isIsolated
      record.usage = note.usage
      // exec counts the memory of the process that spawned it; only what is above that is its own.
      if let peak = note.usage.peakResidentBytes, peak <= record.inheritedPeak {
        record.usage?.peakResidentBytes = nil
      }
    } catch {
      // Somebody else reaped it (ECHILD). Newer kernels still know how it ended (6.15).
      status = (try? calls.exitStatus(process)) ?? .lost
    }
    // The descriptor stays ready for as long as the zombie is held.
    try? calls.control(epoll, .remove, process, [], token: 0)
    record.exitTime = calls.now()
    record.ending = status
    endNamespace(of: record)
    setDrainTarget(&record.output, isTerminal: record.launch.terminal != nil)
    setDrainTarget(&record.error, isTerminal: false)
    finishEnding(record)
  }

  /// All that the child itself wrote is in the pipe by now; what comes later is from descendants.
  /// A terminal passes on what it holds only when it is read, so it is read until it has no more.
  private func setDrainTarget(_ capture: inout Capture, isTerminal: Bool) {
    var target = capture.ring.total
    if isTerminal {
      target += Engine.terminalBuffer
    } else if let descriptor = capture.descriptor, let waiting = try? calls.available(descriptor) {
      target += UInt64(waiting)
    }
    capture.isDrained = false
    capture.drainTarget = target
  }

  /// More than the kernel keeps between the ends of a terminal.
  private static let terminalBuffer: UInt64 = 128 << 10

  /// Reads the last output of a child, and tells its end once that is done; goes on in the next
  /// round when there is more than one round may read. That of an isolated one waits for the end of
  /// its init, which is the end of all in its namespace.
  func finishEnding(_ record: Record) {
    guard let status = record.ending, record.guardian == nil else { return }
    guard drain(record, .standardOutput), drain(record, .standardError) else {
      draining.append(record.id)
      return
    }
    record.output.endMark = min(record.output.drainTarget ?? 0, record.output.ring.total)
    record.error.endMark = min(record.error.drainTarget ?? 0, record.error.ring.total)
    record.ending = nil
    closeInputNow(record, tell: true)
    apply(.ended(status), to: record)
  }

  /// Reads up to where the stream was when the child ended; true when that is reached.
  private func drain(_ record: Record, _ stream: Stream) -> Bool {
    let target = record[stream].drainTarget ?? 0
    if target > record[stream].ring.total { readCapture(of: record, stream, upTo: target) }
    return record[stream].descriptor == nil || record[stream].ring.total >= target
      || record[stream].isDrained
  }

  /// Goes on with the children whose last output was more than one round may read.
  func continueDraining() {
    guard !draining.isEmpty else { return }
    let waiting = draining
    draining = []
    for id in waiting {
      if let record = living(id) { finishEnding(record) }
    }
  }
}
