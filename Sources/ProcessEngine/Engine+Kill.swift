internal import SystemPackage

extension Engine {
  /// Freezes and kills what is left of a child, in one pass; see `freezeAndKill(_:scope:)` of
  /// several.
  @discardableResult
  public func freezeAndKill(_ id: ChildID, scope: SignalScope) -> Delivery {
    freezeAndKill([id], scope: scope).first ?? Delivery()
  }

  /// Freezes and kills what is left of several children, in one pass.
  ///
  /// Of a tree, every process is stopped, parents first, and the walk repeated until nobody new is
  /// found: what is stopped can't fork. Only then all are killed, so that nothing is born while its
  /// parents die. `only` and `group` need no freezing and are killed at once. Killing is not being
  /// gone: `wait` until `treeIsEmpty`, and call again if it isn't.
  public func freezeAndKill(_ ids: [ChildID], scope: SignalScope) -> [Delivery] {
    guard scope == .tree else { return signal(.kill, to: ids, scope: scope) }
    let records = ids.map { record($0) }
    let frozen = freeze(records.map { record in { self.walk(record) } })
    return records.indices.map { index in
      finish(.kill, kill(frozen[index], records[index]), records[index])
    }
  }

  /// Freezes and kills the orphans that nothing attributes, and all below them.
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

  /// Stops what walks find, until they find nobody new.
  private func freeze(_ walks: [() -> [Descendant]]) -> [[Frozen]] {
    var frozen = [[Frozen]](repeating: [], count: walks.count)
    var open = Array(walks.indices)
    var seen: Set<ProcessKey> = []
    for _ in 0..<Engine.passes where !open.isEmpty {
      lookThroughFamily()
      open = open.filter { index in
        let found = walks[index]().filter { !$0.isZombie && seen.insert($0.key).inserted }
        for process in found {
          let descriptor = self.open(process)
          if let descriptor { try? calls.send(.stop, to: descriptor, group: false) }
          frozen[index].append(Frozen(process: process, descriptor: descriptor))
        }
        return !found.isEmpty
      }
    }
    return frozen
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
