internal import SystemPackage

extension Engine {
  /// Freezes and kills what is left of a child, in one pass: what doing so to several does.
  @discardableResult
  public func freezeAndKill(_ id: ChildID, scope: SignalScope) -> Delivery {
    freezeAndKill([id], scope: scope).first ?? Delivery()
  }

  /// Freezes and kills what is left of several children, in one pass; answers with a delivery for
  /// each of them, in their order.
  ///
  /// Of a tree, every process is stopped, parents first, and the walk repeated until nobody new is
  /// found: what is stopped can't fork. Who doesn't stop is waited for, 60 ms in all, and a second
  /// where somebody waits for a child of its own to exec (vfork(2)). Only then all are killed, so that nothing is born while its parents die. `only` and `group` need no freezing
  /// and are killed at once. Killing is not being gone: ``wait(until:)`` until ``treeIsEmpty(_:)``,
  /// and call again if it isn't. Of a child without anybody left, or one that never started, the
  /// delivery is empty; what we may not signal is in ``Delivery/refused``.
  public func freezeAndKill(_ ids: [ChildID], scope: SignalScope) -> [Delivery] {
    guard scope == .tree else { return signal(.kill, to: ids, scope: scope) }
    let records = ids.map { record($0) }
    var stops = [Delivery](repeating: Delivery(), count: records.count)
    let frozen = freeze(records, &stops)
    return records.indices.map { index in
      finish(.kill, kill(frozen[index], records[index]), records[index])
    }
  }

  /// Freezes and kills the orphans that nothing attributes to a child, and all below them, as
  /// ``freezeAndKill(_:scope:)-([ChildID],_)`` does with a tree.
  public func freezeAndKillUnattributed() -> Delivery {
    var stops = [Delivery()]
    let frozen = freeze([nil], &stops)
    let delivery = kill(frozen[0], nil)
    if !delivery.pids.isEmpty { tell(.signalled(.kill, pids: delivery.pids), of: nil) }
    return delivery
  }

  /// A process that was stopped, and a descriptor of it, if there was one to spare.
  private struct Frozen {
    let process: Descendant
    let descriptor: Int32?
    /// Whether the descriptor is the one that is held of a child anyway.
    let isHeld: Bool
  }

  /// Stops trees, as `freeze` does, and leaves them so.
  func pauseTrees(_ records: [Record]) -> [Delivery] {
    var deliveries = [Delivery](repeating: Delivery(), count: records.count)
    for one in freeze(records, &deliveries).joined() { release(one) }
    refillReserve()
    return deliveries
  }

  /// Stops the trees of children, or, for nil, of the orphans that nothing attributes: until walks
  /// find nobody new and see everybody at rest, twice.
  ///
  /// From the top: who waits for a child to exec (vfork(2)) can't stop before it has, so nobody is
  /// stopped while its parent still moves, for a while, and while its parent can't be interrupted.
  /// A signal doesn't interrupt a fork that is under way: whoever is not yet seen stopped may still
  /// bring somebody into the world. And whoever fell to us between our look at our own children and
  /// the walk is seen by the next look only. Who can't be stopped is waited for only so long.
  private func freeze(
    _ trees: [Record?], _ deliveries: inout [Delivery]
  ) -> [[Frozen]] {
    var frozen = [[Frozen]](repeating: [], count: trees.count)
    var quiet = [Int](repeating: 0, count: trees.count)
    var open = Array(trees.indices)
    var seen: Set<ProcessKey> = []
    var refusing: Set<ProcessKey> = []
    var pauses = 0
    var execPauses = 0
    for pass in 0..<256 where !open.isEmpty {
      let isPatient = pauses < Engine.freezingPauses
      lookThroughFamily()
      var isMoving = !familyIsSettled
      var isExecAwaited = false
      for index in open {
        var isQuiet = true
        // Those that still move, and whether they can't be interrupted.
        var moving: [Int32: Bool] = [:]
        let tree = trees[index]
        for process in tree.map(walk) ?? walkUnattributed() where !process.isZombie {
          let isRefusing = refusing.contains(process.key)
          if !process.isStopped, !isRefusing { moving[process.pid] = process.state == "D" }
          if seen.contains(process.key) {
            if process.isStopped || isRefusing { continue }
            isMoving = true
          } else if let isBusy = moving[process.parent],
            isBusy ? execPauses < Engine.execPauses : isPatient && pass < Engine.levels
          {
            isMoving = true
            isExecAwaited = isExecAwaited || isBusy
          } else {
            seen.insert(process.key)
            let held = tree.flatMap { self.held(process, of: $0) }
            let one = Frozen(
              process: process, descriptor: held ?? self.open(process), isHeld: held != nil)
            if !stop(one, &deliveries[index]) { refusing.insert(process.key) }
            frozen[index].append(one)
          }
          isQuiet = false
        }
        quiet[index] = isQuiet ? quiet[index] + 1 : 0
      }
      open.removeAll { quiet[$0] > 1 }
      guard isMoving, !open.isEmpty else { continue }
      guard isPatient || isExecAwaited else { break }
      if isExecAwaited {
        calls.pause(.microseconds(100 << min(execPauses, 6)))
        execPauses += 1
      } else {
        calls.pause(.microseconds(100 << min(pauses, 5)))
        pauses += 1
      }
    }
    return frozen
  }

  /// How often somebody who doesn't stop is waited for: 60 ms in all.
  private static let freezingPauses = 24
  /// And how often an exec that somebody waits for: another second, since a busy machine may take as
  /// long to get there.
  private static let execPauses = 160
  /// For how many passes children wait for any parent that moves: a tree is rarely deeper.
  private static let levels = 8

  /// Stops a process; false when it may not be, or is gone.
  private func stop(_ one: Frozen, _ delivery: inout Delivery) -> Bool {
    let before = delivery.pids.count
    if let descriptor = one.descriptor {
      deliver(.stop, through: descriptor, one.process.pid, &delivery)
    }
    return delivery.pids.count > before
  }

  private func release(_ one: Frozen) {
    if let descriptor = one.descriptor, !one.isHeld { calls.close(descriptor) }
  }

  /// Kills what was frozen.
  private func kill(_ frozen: [Frozen], _ record: Record?) -> Delivery {
    var delivery = Delivery()
    for one in frozen {
      if let descriptor = one.descriptor {
        deliver(.kill, through: descriptor, one.process.pid, &delivery)
        release(one)
      } else if let record {
        deliver(.kill, to: one.process, record, &delivery)
      } else {
        deliver(.kill, to: one.process, &delivery)
      }
    }
    refillReserve()
    return delivery
  }
}
