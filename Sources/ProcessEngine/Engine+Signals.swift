internal import SystemPackage

extension Engine {
  /// Sends a signal to a child, to its group, or to its tree: what sending it to several does.
  @discardableResult
  public func signal(_ signal: Signal, to id: ChildID, scope: SignalScope) -> Delivery {
    self.signal(signal, to: [id], scope: scope).first ?? Delivery()
  }

  /// Sends a signal to several children, each alone, or to their groups, or to their trees; answers
  /// with a delivery for each of them, in their order.
  ///
  /// Nobody is reached by a number that may have been used again: only by descriptors
  /// (pidfd_send_signal(2)), and a group only while its leader is unreaped (by its descriptor since
  /// Linux 6.9). A tree is walked until nobody new is found, each process signalled once, parents
  /// before children; ``Signal/kill`` freezes it first (``freezeAndKill(_:scope:)-([ChildID],_)``),
  /// and ``Signal/stop`` does no more than that. To a child that has ended, `only` reaches nobody,
  /// silently; `group` and `tree` reach who is left. To one that never started, nobody is reached.
  /// What we may not signal is in ``Delivery/refused``; a process that ends meanwhile is no error.
  public func signal(_ signal: Signal, to ids: [ChildID], scope: SignalScope) -> [Delivery] {
    switch scope {
    case .only:
      return ids.map { finish(signal, signalLeader(signal, record($0)), record($0)) }
    case .group:
      lookThroughFamily()
      return ids.map { finish(signal, signalGroup(signal, record($0)), record($0)) }
    case .tree:
      if signal == .kill { return freezeAndKill(ids, scope: .tree) }
      let records = ids.map { record($0) }
      guard signal == .stop else { return signalTrees(signal, records) }
      let deliveries = pauseTrees(records)
      return records.indices.map { finish(signal, deliveries[$0], records[$0]) }
    }
  }

  /// Sends a signal to the orphans that nothing attributes to a child, and to all below them.
  ///
  /// With nobody there, the delivery is empty; what we may not signal is in ``Delivery/refused``.
  public func signalUnattributed(_ signal: Signal) -> Delivery {
    signalTrees(signal, [nil]).first ?? Delivery()
  }

  /// How often a walk is repeated for newcomers. Something that forks faster than it is walked is
  /// not caught up with by signals, only by freezing.
  static let passes = 32

  /// Notes a delivery: as the last event, or in the place that was kept for it.
  func finish(
    _ signal: Signal, _ delivery: Delivery, _ record: Record?, at place: Int? = nil
  ) -> Delivery {
    guard !delivery.pids.isEmpty else { return delivery }
    let time = place.map { events[$0].time } ?? calls.now()
    if let record, signal.endsByDefault, record.firstEndingSignalTime == nil,
      delivery.pids.contains(record.pid)
    {
      record.firstEndingSignalTime = time
    }
    let event = Event(
      time: time, child: record?.id, kind: .signalled(signal, pids: delivery.pids))
    if let place { events[place] = event } else { events.append(event) }
    return delivery
  }

  private func signalLeader(_ signal: Signal, _ record: Record) -> Delivery {
    var delivery = Delivery()
    if record.state.isAlive, let process = record.process {
      deliver(signal, through: process, record.pid, &delivery)
    }
    return delivery
  }

  /// Signals a group in one step, so that none of it can slip away by forking.
  private func signalGroup(_ signal: Signal, _ record: Record) -> Delivery {
    var delivery = Delivery()
    guard let leader = record.process, record.pid > 1, record.pid != own.group else {
      return delivery
    }
    let members = walk(record).filter { $0.group == record.pid && !$0.isZombie }
    guard !members.isEmpty else { return delivery }
    // Asked beforehand: afterwards some may be gone, and the kernel names nobody.
    for member in members { ask(member, &delivery) }
    do throws(Errno) {
      try sendToGroup(signal, leader, record.pid)
    } catch {
      delivery.pids = []
    }
    return delivery
  }

  /// By the leader's descriptor where the kernel can (6.9), else by the number, which the unreaped
  /// leader keeps.
  private func sendToGroup(_ signal: Signal, _ leader: Int32, _ group: Int32) throws(Errno) {
    if canSignalGroupByDescriptor {
      do throws(Errno) {
        return try calls.send(signal, to: leader, group: true)
      } catch .invalidArgument {
        canSignalGroupByDescriptor = false
      }
    }
    try calls.send(signal, toGroup: group)
  }

  /// Signals the trees of children, or, for nil, of the orphans that nothing attributes, until their
  /// walks find nobody new.
  ///
  /// What comes of the first signals is seen, and told, before the last one is sent. So the place
  /// where a delivery is told is kept from its first signal on.
  private func signalTrees(_ signal: Signal, _ trees: [Record?]) -> [Delivery] {
    var deliveries = [Delivery](repeating: Delivery(), count: trees.count)
    var places = [Int?](repeating: nil, count: trees.count)
    var open = Array(trees.indices)
    var seen: Set<ProcessKey> = []
    for _ in 0..<Engine.passes where !open.isEmpty {
      lookThroughFamily()
      open = open.filter { index in
        let tree = trees[index]
        let found = (tree.map(walk) ?? walkUnattributed()).filter {
          !$0.isZombie && seen.insert($0.key).inserted
        }
        for process in found {
          let time = calls.now()
          deliver(signal, to: process, tree, &deliveries[index])
          guard places[index] == nil, !deliveries[index].pids.isEmpty else { continue }
          places[index] = events.count
          tell(.signalled(signal, pids: []), of: tree?.id, at: time)
        }
        return !found.isEmpty
      }
    }
    return trees.indices.map { finish(signal, deliveries[$0], trees[$0], at: places[$0]) }
  }
}

extension Signal {
  /// Whether it ends a process that has not said otherwise (signal(7)).
  var endsByDefault: Bool {
    switch number {
    case 17, 18, 19, 20, 21, 22, 23, 28: false
    default: true
    }
  }
}
