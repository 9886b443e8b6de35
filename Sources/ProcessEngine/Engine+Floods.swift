internal import SystemPackage

/// Streams that bring more than is worth waking up for at each write.
///
/// Such a stream's pipe is made larger, and it is let gather for a moment before it is read: the
/// writer need not wait, and neither has to wake the other a hundred thousand times for a gigabyte.
/// Its end, and the ends of processes, are heard as ever.
extension Engine {
  /// How long a stream gathers; what a fast writer writes meanwhile is a third of the pipe.
  private static let pause = Duration.microseconds(100)
  /// What its pipe is made to hold (pipe-max-size for all users but root, proc_sys_fs(5)).
  private static let capacity: Int32 = 1 << 20
  /// What pipes hold at first (pipe(7)).
  private static let usualCapacity: Int32 = 1 << 16
  /// How many streams may gather at once: their pipes are memory of the kernel.
  private static let atMost = 16
  /// When less has gathered, it is no flood any more.
  private static let least = 16 << 10

  /// Notes what a read brought, and lets a stream gather that floods.
  func noteInflow(of record: Record, _ stream: Stream, at time: Instant) {
    guard let descriptor = record[stream].descriptor else { return }
    if record[stream].inflow.due != nil {
      let bytes = record[stream].roundBytes
      guard bytes >= Engine.least else { return hearEveryWrite(record, stream) }
      // More than a round may read: the rest need not wait.
      record[stream].inflow.due = bytes >= options.bytesPerRound ? time : time + Engine.pause
      return
    }
    let isFlood = record[stream].inflow.note(record[stream].ring.total, at: time)
    guard isFlood, record.launch.terminal == nil, gathering.count < Engine.atMost,
      (try? calls.setPipeCapacity(descriptor, Engine.capacity)) != nil,
      (try? listen(record, stream, for: [])) != nil
    else { return }
    record[stream].inflow.due = time + Engine.pause
    gathering.append((record.id, stream))
  }

  /// Reads the streams whose moment has come.
  func readGathered() {
    guard !gathering.isEmpty else { return }
    let now = calls.now()
    for (id, stream) in gathering {
      guard let record = living(id), let due = record[stream].inflow.due, due <= now else {
        continue
      }
      let before = record[stream].ring.total
      readCapture(of: record, stream, upTo: nil)
      // Nothing at all came: nothing was noted either.
      if record[stream].ring.total == before { hearEveryWrite(record, stream) }
    }
    gathering.removeAll { living($0.0)?[$0.1].inflow.due == nil }
  }

  /// When the next of them is to be read, or nil when none gathers.
  var gatheringDue: Instant? {
    guard !gathering.isEmpty else { return nil }
    return gathering.compactMap { living($0.0)?[$0.1].inflow.due }.min()
  }

  /// Listens to a stream as to any other again.
  private func hearEveryWrite(_ record: Record, _ stream: Stream) {
    guard record[stream].inflow.due != nil else { return }
    record[stream].inflow.due = nil
    guard let descriptor = record[stream].descriptor else { return }
    try? calls.setPipeCapacity(descriptor, Engine.usualCapacity)
    try? listen(record, stream, for: .readable)
  }

  /// Says what is wanted of a stream that is open.
  func listen(
    _ record: Record, _ stream: Stream, for interest: Readiness.Flags
  ) throws(Errno) {
    guard let descriptor = record[stream].descriptor else { return }
    let token = Token.output(record.id, stream).rawValue
    try calls.control(epoll, .modify, descriptor, interest, token: token)
  }
}
