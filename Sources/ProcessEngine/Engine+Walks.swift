internal import SystemPackage

extension Engine {
  /// Who is left of a child's tree, without the child itself: a fresh walk of `/proc`, parents
  /// before their children.
  ///
  /// Zombies are in it. What is forked during the walk may be missed, and so may be a process whose
  /// sibling ends while the kernel lists them (`/proc/PID/task/TID/children`, proc(5)). Of a child
  /// that never started, or whose tree is empty, it is empty.
  public func descendants(of id: ChildID) -> [Descendant] {
    descendants(of: [id]).first ?? []
  }

  /// Who is left of the trees of several children, in their order, for the price of one look at our
  /// own children, which is the dear part when there are many.
  public func descendants(of ids: [ChildID]) -> [[Descendant]] {
    lookThroughFamily()
    return ids.map { id in
      let record = record(id)
      return walk(record).filter { $0.pid != record.pid || record.process == nil }
    }
  }

  /// Orphans that nothing attributes to a child, and who is below them: a fresh walk, parents
  /// before their children.
  public func unattributedOrphans() -> [Descendant] {
    lookThroughFamily()
    return walkUnattributed()
  }

  /// Whether a child has ended and nobody is left of what it started, as far as the engine knows;
  /// false of one that never started.
  ///
  /// Nothing is asked of the kernel. Once its end is seen, the answer becomes true within
  /// ``wait(until:)`` or ``poll()``, and ``Event/Kind-swift.enum/treeEmptied`` tells.
  public func treeIsEmpty(_ id: ChildID) -> Bool {
    let record = record(id)
    return record.state.exitStatus != nil && record.tree == .empty
  }

  /// Whether descendants could be found when they were last looked for: false where `/proc` is
  /// missing, or lists no children (proc_pid_task_children(5)). Then signals reach children
  /// themselves and nobody below them, and a tree counts as empty when its child has ended.
  public var seesDescendants: Bool { !isBlind }

  /// The tree of a child, with the child itself first while it isn't reaped. Notes whose
  /// descendants they are.
  func walk(_ record: Record) -> [Descendant] {
    var found: [Descendant] = []
    var seen: Set<Int32> = []
    if record.process != nil, !record.isReaped {
      visit(record.pid, record, &seen, &found)
      // Whatever can't be looked up, the child is there: its descriptor is held.
      if found.isEmpty { found.append(Descendant(unseen: record, parent: own.pid)) }
    }
    if let guardian = record.guardian {
      for pid in children(of: guardian, thread: guardian) { visit(pid, record, &seen, &found) }
    }
    for pid in record.orphans.sorted() { visit(pid, record, &seen, &found) }
    for key in record.known { ancestry[key] = nil }
    record.known = []
    for descendant in found {
      record.known.insert(descendant.key)
      ancestry[descendant.key] = record.id
    }
    return found
  }

  /// The trees of the orphans that nothing attributes.
  func walkUnattributed() -> [Descendant] {
    var found: [Descendant] = []
    var seen: Set<Int32> = []
    for (pid, orphan) in orphans.sorted(by: { $0.key < $1.key }) where orphan.child == nil {
      visit(pid, nil, &seen, &found)
    }
    return found
  }

  /// Adds a process and all below it. Not recursive: a chain of processes may be long.
  private func visit(
    _ root: Int32, _ owner: Record?, _ seen: inout Set<Int32>, _ found: inout [Descendant]
  ) {
    var open = [root]
    while let pid = open.popLast() {
      guard pid > 1, pid != own.pid, seen.insert(pid).inserted, let stat = stat(pid) else {
        continue
      }
      found.append(Descendant(stat, isOrphan: isOrphan(stat, of: owner)))
      if let owner, owner.sessions.insert(stat.session).inserted {
        sessionOwners[stat.session] = owner.id
      }
      if stat.isZombie { continue }
      for thread in threads(of: stat).reversed() {
        open += children(of: pid, thread: thread).reversed()
      }
    }
  }

  /// Whether it fell to us, or to the init of its namespace.
  private func isOrphan(_ stat: ProcessStat, of owner: Record?) -> Bool {
    orphans[stat.pid] != nil || owner?.guardian == stat.parent
  }

  /// The pids of a thread's children.
  private func children(of pid: Int32, thread: Int32) -> [Int32] {
    var size = 4096
    while let bytes = try? readFile("/proc/\(pid)/task/\(thread)/children", upTo: size) {
      if bytes.count < size {
        var pids: [Int32] = []
        ProcessList.parse(bytes, into: &pids)
        return pids
      }
      size *= 4
    }
    return []
  }
}
