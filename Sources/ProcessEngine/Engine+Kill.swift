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
  /// found: what is stopped can't fork. Who doesn't stop is waited for, 60 ms in all. Only then all
  /// are killed, so that nothing is born while its parents die. `only` and `group` need no freezing
  /// and are killed at once. Killing is not being gone: ``wait(until:)`` until ``treeIsEmpty(_:)``,
  /// and call again if it isn't. Of a child without anybody left, or one that never started, the
  /// delivery is empty; what we may not signal is in ``Delivery/refused``.
  public func freezeAndKill(_ ids: [ChildID], scope: SignalScope) -> [Delivery] {
    guard scope == .tree else { return signal(.kill, to: ids, scope: scope) }
    let records = ids.map { record($0) }
    let frozen = freeze(records.map { record in { self.walk(record) } })
    return records.indices.map { index in
      finish(.kill, kill(frozen[index], records[index]), records[index])
    }
  }

  /// Freezes and kills the orphans that nothing attributes to a child, and all below them, as
  /// ``freezeAndKill(_:scope:)-([ChildID],_)`` does with a tree.
  public func freezeAndKillUnattributed() -> Delivery {
    let frozen = freeze([{ self.walkUnattributed() }])
    let delivery = kill(frozen[0], nil)
    if !delivery.pids.isEmpty { tell(.signalled(.kill, pids: delivery.pids), of: nil) }
    return delivery
  }

  /// A process that is to be killed, and our descriptor of it, if there was one to spare.
  private struct Frozen {
    let process: Descendant
    let descriptor: Int32?
  }

  /// Stops what walks find, until they find nobody new and see everybody at rest, twice.
  ///
  /// A signal doesn't interrupt a fork that is under way: whoever is not yet seen stopped may still
  /// bring somebody into the world. And whoever fell to us between our look at our own children and
  /// the walk is seen by the next look only. Who can't be stopped is waited for only so long.
  private func freeze(_ walks: [() -> [Descendant]]) -> [[Frozen]] {
    var frozen = [[Frozen]](repeating: [], count: walks.count)
    var quiet = [Int](repeating: 0, count: walks.count)
    var open = Array(walks.indices)
    var seen: Set<ProcessKey> = []
    var refusing: Set<ProcessKey> = []
    var pauses = 0
    for _ in 0..<256 where !open.isEmpty {
      lookThroughFamily()
      var isMoving = !familyIsSettled
      for index in open {
        var isQuiet = true
        for process in walks[index]() where !process.isZombie {
          if seen.insert(process.key).inserted {
            isQuiet = false
            let descriptor = self.open(process)
            if !stop(descriptor) { refusing.insert(process.key) }
            frozen[index].append(Frozen(process: process, descriptor: descriptor))
          } else if !process.isStopped, !refusing.contains(process.key) {
            isQuiet = false
            isMoving = true
          }
        }
        quiet[index] = isQuiet ? quiet[index] + 1 : 0
      }
      open.removeAll { quiet[$0] > 1 }
      guard isMoving, !open.isEmpty else { continue }
      if pauses == Engine.freezingPauses { break }
      calls.pause(.microseconds(100 << min(pauses, 5)))
      pauses += 1
    }
    return frozen
  }

  /// How often somebody who doesn't stop is waited for: 60 ms in all.
  private static let freezingPauses = 24

  /// Stops a process; false when it may not be, or is gone.
  private func stop(_ descriptor: Int32?) -> Bool {
    guard let descriptor else { return false }
    return (try? calls.send(.stop, to: descriptor, group: false)) != nil
  }

  /// Kills what was frozen.
  private func kill(_ frozen: [Frozen], _ record: Record?) -> Delivery {
    var delivery = Delivery()
    for one in frozen {
      if let descriptor = one.descriptor {
        deliver(.kill, through: descriptor, one.process.pid, &delivery)
        calls.close(descriptor)
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
