internal import SystemPackage

extension Record {
  /// The captured stream of that number.
  subscript(_ stream: Stream) -> Capture {
    _read {
      switch stream {
      case .standardOutput: yield output
      case .standardError: yield error
      }
    }
    _modify {
      switch stream {
      case .standardOutput: yield &output
      case .standardError: yield &error
      }
    }
  }
}

extension Engine {
  /// The bytes of a captured stream between two positions, as far as they are kept.
  ///
  /// Positions count bytes since the child's start. What is dropped, has not come, or goes to a
  /// file is left out, so the answer may be shorter than asked for, or empty; ``Child/output`` and
  /// ``Child/error`` tell what there is. Nothing is read from the child, and nothing is used up.
  public func read(
    _ stream: Stream, of id: ChildID, from start: UInt64, upTo end: UInt64
  ) -> [UInt8] {
    record(id)[stream].ring.bytes(from: start, upTo: end)
  }

  /// Closes our reading end of a captured stream: what is kept stays, and whoever writes to it gets
  /// SIGPIPE (pipe(7)). A stream that isn't open is left as it is.
  public func close(_ stream: Stream, of id: ChildID) {
    closeCapture(of: record(id), stream, tell: true)
  }

  /// How much is read at once: the kernel keeps a pipe locked while it copies, and a writer waiting
  /// (pipe_read in fs/pipe.c).
  private static let readPiece = 8 << 10

  /// Reads what a stream has, as far as one round may: up to a position, or whatever there is.
  ///
  /// What this round has read already is not overwritten; the rest waits for the next round.
  func readCapture(of record: Record, _ stream: Stream, upTo target: UInt64?) {
    record[stream].enter(round)
    var news = false
    while let descriptor = record[stream].descriptor {
      let allowed = options.bytesPerRound - record[stream].roundBytes
      makeRoom(in: record, stream)
      var size = min(allowed, record[stream].freeRoom, Engine.readPiece)
      if let target { size = min(size, Int(target - min(target, record[stream].ring.total))) }
      guard size > 0 else { break }
      do throws(Errno) {
        let count = try record[stream].ring.fill(atMost: size) { memory throws(Errno) in
          try calls.read(descriptor, into: memory)
        }
        if count == 0 {
          closeCapture(of: record, stream, tell: true)
          break
        }
        news = true
        record[stream].isDrained = false
        // Less than asked for: nothing is left, or the kernel will say so again.
        if count < size && target == nil { break }
      } catch {
        if error == .interrupted { continue }
        record[stream].isDrained = error == .wouldBlock || keepsTerminal(record, error)
        if !record[stream].isDrained { closeCapture(of: record, stream, tell: true) }
        break
      }
    }
    guard news else { return }
    var time = calls.now()
    noteInflow(of: record, stream, at: time)
    // What the child itself had written was there before it ended, whenever it is read.
    if record.ending != nil, let exit = record.exitTime { time = exit }
    if record.firstOutputTime == nil { record.firstOutputTime = time }
    if !record[stream].hasTold {
      record[stream].hasTold = true
      tell(.wrote(stream), of: record.id, at: time)
    }
  }

  /// EIO is how a terminal says that nobody holds its other side. While the child lives that isn't the
  /// end: it may open /dev/tty again, and to close our side would hang it up (SIGHUP), when perhaps it
  /// has only closed its streams on its way to exit. So its side is kept, and only news is heard of.
  private func keepsTerminal(_ record: Record, _ error: Errno) -> Bool {
    guard error == .ioError, record.launch.terminal != nil, record.state.isAlive,
      record.ending == nil
    else { return false }
    guard !record.output.hearsNewsOnly else { return true }
    record.output.hearsNewsOnly = true
    try? listen(record, .standardOutput, for: [.readable, .newsOnly])
    return true
  }

  /// Takes more memory for a stream whose memory is full, as long as its own limit, that of all
  /// streams and the machine allow.
  private func makeRoom(in record: Record, _ stream: Stream) {
    let capacity = record[stream].ring.capacity
    guard record[stream].ring.count == capacity else { return }
    let limit = max(record.launch.captureLimit, 4096)
    let wanted = min(limit, max(4096, capacity * 4))
    guard wanted > capacity else { return }
    let isAllowed = capturedBytes + wanted - capacity <= options.totalCaptureLimit
    // The first piece is always had: a stream that nobody reads would stop its writer.
    guard isAllowed || dropOldest(toFit: wanted - capacity) || capacity == 0 else { return }
    guard let memory = memoryForCapture(wanted) else { return }
    record[stream].ring.move(to: memory, capacity: wanted)
    capturedBytes += wanted - capacity
  }

  /// Drops the output of runs that have ended, the earliest first, until there is room; false when
  /// there are none left, or only such as nobody can have looked at.
  private func dropOldest(toFit extra: Int) -> Bool {
    while capturedBytes + extra > options.totalCaptureLimit {
      guard nextFinished < finished.count else { return false }
      if let record = living(finished[nextFinished]) {
        if record.output.isFresh(in: round) || record.error.isFresh(in: round) { return false }
        for stream in Stream.allCases { releaseCapture(of: record, stream) }
      }
      nextFinished += 1
      if nextFinished > 1024 {
        finished.removeFirst(nextFinished)
        nextFinished = 0
      }
    }
    return true
  }

  /// Gives the memory of a stream back.
  func releaseCapture(of record: Record, _ stream: Stream) {
    capturedBytes -= record[stream].ring.capacity
    record[stream].ring.release()
  }

  /// Closes our end of a stream.
  func closeCapture(of record: Record, _ stream: Stream, tell isTold: Bool) {
    guard let descriptor = record[stream].descriptor else { return }
    record[stream].descriptor = nil
    record[stream].inflow.due = nil
    calls.close(descriptor)
    // Memory was taken to find out that nothing came.
    if record[stream].ring.count == 0 { releaseCapture(of: record, stream) }
    if isTold { tell(.closed(stream), of: record.id) }
  }
}
