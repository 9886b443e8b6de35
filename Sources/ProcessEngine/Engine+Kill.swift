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
    return finish(.kill, kill(frozen[0], nil), nil)
  }

  /// A process that was stopped, and a descriptor of it: that which is held of a child is looked up
  /// each time, since a look at our children may find out that it isn't needed any more.
  private struct Frozen {
    let process: Descendant
    let descriptor: Int32?
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
          if !process.isAtRest, !isRefusing { moving[process.pid] = process.state == "D" }
          if seen.contains(process.key) {
            if process.isAtRest || isRefusing { continue }
            isMoving = true
          } else if let isBusy = moving[process.parent],
            isBusy ? execPauses < Engine.execPauses : isPatient && pass < Engine.levels
          {
            isMoving = true
            isExecAwaited = isExecAwaited || isBusy
          } else {
            seen.insert(process.key)
            let isHeld = tree.flatMap { held(process, of: $0) } != nil
            let one = Frozen(process: process, descriptor: isHeld ? nil : self.open(process))
            let before = deliveries[index].pids.count
            send(.stop, to: one, of: tree, &deliveries[index])
            if deliveries[index].pids.count == before { refusing.insert(process.key) }
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

  private func send(
    _ signal: Signal, to one: Frozen, of record: Record?, _ delivery: inout Delivery
  ) {
    if let descriptor = one.descriptor {
      deliver(signal, through: descriptor, one.process.pid, &delivery)
    } else {
      deliver(signal, to: one.process, record, &delivery)
    }
  }

  private func release(_ one: Frozen) {
    if let descriptor = one.descriptor { calls.close(descriptor) }
  }

  /// Kills what was frozen.
  private func kill(_ frozen: [Frozen], _ record: Record?) -> Delivery {
    var delivery = Delivery()
    for one in frozen {
      send(.kill, to: one, of: record, &delivery)
      release(one)
    }
    refillReserve()
    return delivery
  }
}
