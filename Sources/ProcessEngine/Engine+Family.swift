internal import SystemPackage

extension Engine {
  /// Looks through our own children for orphans that fell to us, reaps those that have ended, and
  /// finds out whose trees are empty.
  ///
  /// It costs the more the more children there are, so the loop calls it at a pace.
  func lookThroughFamily() {
    let start = calls.now()
    familyPace.isWanted = false
    let ended = leaderless
    leaderless = []
    var seen = 0
    var reaped = 0
    // What an orphan that has just ended leaves behind has fallen to us as well, perhaps after we
    // looked. So a tree is empty only when a look finds nobody who has ended meanwhile.
    for _ in 0..<16 {
      let look = lookOnce()
      seen += look.seen
      reaped += look.reaped
      familyIsSettled = look.reaped == 0 && look.leaving == 0
      if familyIsSettled {
        for id in ended + leaderless {
          if let record = living(id) { count(record) }
        }
        leaderless = []
        familyPace.ran(from: start, to: calls.now(), wasWorthwhile: reaped * 8 > seen)
        return
      }
      // What forks faster than it is looked at would keep us here, and all else waiting.
      if calls.now() - start > Engine.longestLook { break }
    }
    leaderless += ended
    familyPace.isWanted = true
    familyPace.ran(from: start, to: calls.now(), wasWorthwhile: reaped * 8 > seen)
  }

  /// When no further look is begun: the loop comes back to it after its other work.
  private static let longestLook = Duration.milliseconds(20)

  /// Looks once; says how many children there were, how many orphans had ended, and how many are
  /// about to.
  private func lookOnce() -> (seen: Int, reaped: Int, leaving: Int) {
    var present: Set<Int32> = []
    var leaving = 0
    let pids = ownChildren()
    for pid in pids where leaders[pid] == nil && guardians[pid] == nil {
      if orphans[pid] == nil, !meet(pid) { leaving += 1 }
      if orphans[pid] != nil { present.insert(pid) }
    }
    if leaving == 0, !untold.isEmpty { untold.removeAll() }
    let before = orphans.count
    for (pid, orphan) in orphans {
      if !present.contains(pid) {
        // Gone without us: somebody else in this process reaped it.
        lose(pid, orphan, .lost)
      } else if let note = try? calls.wait(.pid(pid), [.ended]), case .ended(let how) = note.change
      {
        lose(pid, orphan, how)
      }
    }
    return (pids.count, before - orphans.count, leaving)
  }

  /// The pids of our children: those that hang on our own thread, and, because orphans fall to the
  /// first thread of the process, on that one (proc_pid_task_children(5)).
  private func ownChildren() -> [Int32] {
    let lists = familyLists ?? openFamilyLists()
    isBlind = lists.isEmpty
    familyLists = isBlind ? nil : lists
    var pids: [Int32] = []
    for list in lists {
      while let bytes = try? calls.rereadFile(list, upTo: familySize) {
        if bytes.count < familySize {
          ProcessList.parse(bytes, into: &pids)
          break
        }
        familySize *= 4
      }
    }
    return pids
  }

  private func openFamilyLists() -> [Int32] {
    let threads = own.thread == own.pid ? [own.pid] : [own.thread, own.pid]
    return threads.compactMap { thread in
      try? withSpareDescriptor { () throws(Errno) in
        try calls.open("/proc/\(own.pid)/task/\(thread)/children", .reading)
      }
    }
  }

  /// Takes in a child of ours that we didn't spawn. One in our own session is not a descendant of a
  /// child, since each child has a session of its own: it belongs to the rest of this program.
  ///
  /// False for one that has no environment, which would tell whose it is. If it is about to end, it is
  /// asked again when it has ended, and then whoever it leaves behind. If it is amid its exec, it will
  /// have one soon, and till then no tree is called empty; but not for ever, should it hide it.
  private func meet(_ pid: Int32) -> Bool {
    guard let stat = stat(pid), stat.session != own.session else { return true }
    let owner: Record?
    switch attribute(stat) {
    case .foreign: return true
    case .descendant(let record): owner = record
    case .unattributed: owner = nil
    case .untold:
      if !stat.isZombie, isToBeAskedAgain(stat.key) { return false }
      owner = nil
    }
    let orphan = Orphan(key: stat.key, child: owner?.id)
    orphans[pid] = orphan
    if let owner {
      // What made an orphan of it comes before, if it was that.
      noteExit(of: owner.id)
      owner.orphans.insert(pid)
      owner.tree = owner.tree.after(.counted(owner.orphans.count))
      remember(stat, as: owner)
    }
    tell(.adopted(pid: pid), of: orphan.child)
    return true
  }

  /// How long an orphan may have no environment until it counts as one that has none.
  private static let untoldTime = Duration.seconds(2)

  private func isToBeAskedAgain(_ key: ProcessKey) -> Bool {
    if stat(key.pid)?.isLeaving ?? true { return true }
    let now = calls.now()
    let since = untold[key] ?? now
    untold[key] = since
    return asksAgain && now - since < Engine.untoldTime
  }

  /// Forgets an orphan that has ended.
  private func lose(_ pid: Int32, _ orphan: Orphan, _ how: ExitStatus) {
    orphans[pid] = nil
    tell(.orphanEnded(pid: pid, how), of: orphan.child)
    guard let id = orphan.child, let record = living(id) else { return }
    record.orphans.remove(pid)
    if record.orphans.isEmpty { leaderless.append(id) }
  }

  /// Says whether anything is left of a child's tree, now that our children were looked through.
  private func count(_ record: Record) {
    guard record.tree == .leaderless, record.orphans.isEmpty, record.guardian == nil else { return }
    record.tree = record.tree.after(.counted(0))
    guard record.tree == .empty else { return }
    forgetFamily(of: record)
    apply(.treeEmptied, to: record)
    tell(.treeEmptied, of: record.id)
  }

  /// Drops what was noted of a child's descendants; those that live belong to nobody.
  func forgetFamily(of record: Record) {
    for pid in record.orphans {
      if let orphan = orphans[pid] { orphans[pid] = Orphan(key: orphan.key, child: nil) }
    }
    record.orphans = []
    for key in record.known { ancestry[key] = nil }
    record.known = []
    for session in record.sessions where sessionOwners[session] == record.id {
      sessionOwners[session] = nil
    }
    record.sessions = []
  }
}
