extension Engine {
  /// How long the end may take, grace not counted, when something can't be killed.
  private static let ceiling = Duration.seconds(5)

  /// Ends everything that was started: children, their descendants, and orphans of nobody.
  ///
  /// With a grace, all are sent TERM, and CONT so that a stopped one hears it, and have that long
  /// to end, unless one of ``EngineOptions/hurries`` comes; nil is none. Then whatever is left is
  /// frozen, walked and killed, and again, until nothing is left or 5 s are over. It returns as
  /// soon as nothing is left. Output is read on meanwhile; events, signals to this process and
  /// watched descriptors wait for the next ``wait(until:)``. Returns who survived, which is no
  /// error: processes of other users, or such as wait in the kernel for ever. Children can be
  /// started afterwards.
  @discardableResult
  public func endAll(grace: Duration?) -> [Descendant] {
    // A terminal with something to read would keep the loop from sleeping.
    let watching = watched
    for descriptor in watching { unwatch(descriptor) }
    defer { for descriptor in watching { watch(descriptor) } }
    asksAgain = false
    defer { asksAgain = true }
    lookThroughFamily()
    if let grace, !isHurried, !isAllOver() {
      signalAll(.terminate)
      signalAll(.continue)
      waitForTheEnd(until: calls.now() + grace) { isHurried }
    }
    let last = calls.now() + Engine.ceiling
    var patience = Duration.milliseconds(10)
    while !isAllOver(), calls.now() < last {
      _ = freezeAndKill(unfinished(), scope: .tree)
      _ = freezeAndKillUnattributed()
      waitForTheEnd(until: min(last, calls.now() + patience))
      patience = min(patience * 2, .milliseconds(200))
    }
    poll()
    return survivors()
  }

  /// The children whose trees are not known to be empty.
  private func unfinished() -> [ChildID] {
    records.compactMap { record in
      guard let record, record.tree == .led || record.tree == .leaderless else { return nil }
      return record.id
    }
  }

  /// Whether nobody is left. When it seems so, our children are looked through once more: what
  /// forks and ends all the time may just have slipped through.
  private func isAllOver() -> Bool {
    guard orphans.isEmpty, unfinished().isEmpty else { return false }
    lookThroughFamily()
    return familyIsSettled && orphans.isEmpty && unfinished().isEmpty
  }

  private func signalAll(_ signal: Signal) {
    _ = self.signal(signal, to: unfinished(), scope: .tree)
    _ = signalUnattributed(signal)
  }

  /// Whether a signal has come that leaves no time for grace.
  private var isHurried: Bool {
    pendingSignals[nextPendingSignal...].contains { options.hurries.contains($0) }
  }

  /// Takes in what happens until all is over, the moment has come, or it is cut short. Signals to
  /// this process and watched descriptors wait for the next `wait`.
  private func waitForTheEnd(until deadline: Instant, orElse isCut: () -> Bool = { false }) {
    while !isAllOver(), !isCut(), calls.now() < deadline {
      runRound(until: deadline, ignoringEvents: true)
    }
  }

  private func survivors() -> [Descendant] {
    records.flatMap { record -> [Descendant] in
      guard let record, record.tree == .led || record.tree == .leaderless else { return [] }
      return walk(record).filter { !$0.isZombie }
    } + walkUnattributed().filter { !$0.isZombie }
  }
}
