internal import SystemPackage

extension Engine {
  /// Waits for a round of news: of children, of watched descriptors, of signals to this process, or
  /// for the deadline; nil waits for ever, a deadline in the past only looks.
  ///
  /// It never blocks while something is ready or events are not taken. The answer is the most
  /// urgent reason: a signal, then a watched descriptor, the deadline, events; what happened in the
  /// same round is in ``takeEvents()`` whatever the answer, so take them whatever it is. In a
  /// round, exits come before output, and both before the deadline. Being interrupted is no reason
  /// (`EINTR`, epoll_wait(2)). Before Linux 5.11, which has epoll_pwait2(2), the deadline is
  /// rounded up to milliseconds.
  public func wait(until deadline: Instant?) -> Wake {
    while true {
      runRound(until: deadline)
      if let signal = nextSignal() { return .signal(signal) }
      if let descriptor = readableWatched.popFirst() { return .readable(descriptor) }
      if let deadline, calls.now() >= deadline { return .deadline }
      if !events.isEmpty { return .events }
    }
  }

  /// Takes in all that is ready now, without blocking, and finds out whose trees are empty and who
  /// is stopped.
  ///
  /// Bounded: a child that never stops writing doesn't hold it up. What it finds is in
  /// ``takeEvents()``.
  public func poll() {
    let past = Instant(nanoseconds: .min)
    for _ in 0..<64 {
      runRound(until: past)
      if ready.count < 1024, draining.isEmpty, !hasPutOff { break }
    }
    lookThroughFamily()
    lookForStops()
  }

  /// Makes ``wait(until:)`` answer when a descriptor is readable, or at its end (epoll_ctl(2)).
  ///
  /// It answers again as long as nobody reads what is there, which may hide other descriptors and
  /// the deadline. What can't be waited for counts as always readable: a file, or a number that
  /// isn't open. A second time changes nothing. The descriptor stays the caller's: ``unwatch(_:)`` it
  /// before it is closed.
  public func watch(_ descriptor: Int32) {
    guard watched.insert(descriptor).inserted else { return }
    do throws(Errno) {
      try register(descriptor, .watched(descriptor), .readable)
    } catch {
      alwaysReadable.insert(descriptor)
    }
  }

  /// Watches a descriptor no longer; of one that isn't watched nothing changes.
  public func unwatch(_ descriptor: Int32) {
    guard watched.remove(descriptor) != nil else { return }
    readableWatched.remove(descriptor)
    if alwaysReadable.remove(descriptor) == nil {
      try? calls.control(epoll, .remove, descriptor, [], token: 0)
    }
  }

  /// One round: what is ready, in order of importance, and then what is due.
  func runRound(until deadline: Instant?, ignoringEvents: Bool = false) {
    round += 1
    readableWatched = alwaysReadable
    do throws(Errno) {
      try calls.wait(epoll, into: &ready, atMost: patience(deadline, ignoringEvents))
    } catch {
      ready.removeAll(keepingCapacity: true)
    }
    continueDraining()
    let count = events.count
    for one in ready {
      if case .exit(let id) = Token(rawValue: one.token) { noteExit(of: id) }
    }
    // Whoever waits for an exit is told of it at once; all else is still ready in the next round.
    if events.count > count, !hasPutOff {
      hasPutOff = true
      return
    }
    hasPutOff = false
    for one in ready { take(one) }
    readGathered()
    lookAfterFamily()
  }

  /// How long a round may block.
  private func patience(_ deadline: Instant?, _ ignoringEvents: Bool) -> Duration? {
    guard draining.isEmpty else { return .zero }
    let isQuiet =
      events.isEmpty && readableWatched.isEmpty && nextPendingSignal == pendingSignals.count
    guard isQuiet || ignoringEvents else { return .zero }
    let moments = [deadline, familyPace.due, stopPace.due, gatheringDue].compactMap { $0 }
    guard let first = moments.min() else { return nil }
    let now = calls.now()
    return first <= now ? .zero : first - now
  }

  /// Takes in one ready descriptor that is not an exit.
  private func take(_ one: Readiness) {
    switch Token(rawValue: one.token) {
    case .output(let id, let stream):
      if let record = living(id) { readCapture(of: record, stream, upTo: nil) }
    case .input(let id):
      noteInput(id, one.flags)
    case .signals:
      takeSignals()
    case .bell:
      calls.clearBell(bell)
      familyPace.isWanted = true
      stopPace.isWanted = true
    case .watched(let descriptor):
      if watched.contains(descriptor) { readableWatched.insert(descriptor) }
    case .guardian(let pid):
      noteEnd(ofGuardian: pid)
    case .exit, nil:
      break
    }
  }

  /// Takes the signals that came. SIGCHLD says whose state changed, but several become one, so all
  /// children are looked at too, at a pace that costs little.
  private func takeSignals() {
    for _ in 0..<64 {
      guard let taken = try? calls.takeSignals(signals), !taken.isEmpty else { return }
      for note in taken { take(note) }
      if taken.count < 8 { return }
    }
  }

  private func take(_ note: SignalNote) {
    guard note.signal == .child else { return pendingSignals.append(note.signal) }
    calls.ringOtherBells(bell)
    if let id = leaders[note.pid], let record = living(id) { lookForStop(of: record) }
    familyPace.isWanted = true
    stopPace.isWanted = true
  }

  private func nextSignal() -> Signal? {
    guard nextPendingSignal < pendingSignals.count else { return nil }
    defer {
      nextPendingSignal += 1
      if nextPendingSignal == pendingSignals.count {
        pendingSignals.removeAll(keepingCapacity: true)
        nextPendingSignal = 0
      }
    }
    return pendingSignals[nextPendingSignal]
  }

  /// Looks through our children and for stops, where somebody asked and their pace allows.
  private func lookAfterFamily() {
    guard familyPace.isWanted || stopPace.isWanted else { return }
    let now = calls.now()
    if let due = familyPace.due, due <= now { lookThroughFamily() }
    if let due = stopPace.due, due <= now { lookForStops() }
  }
}
