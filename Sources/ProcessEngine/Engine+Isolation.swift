internal import SystemPackage

extension Engine {
  /// Finds out whether isolated children can be had on this machine (``Launch/isIsolated``), by
  /// making one whose program doesn't exist.
  ///
  /// Throws what is in the way; stage ``SpawnError/Stage-swift.enum/isolate`` says that it is the
  /// machine's rules. Nothing is left of the attempt, and nothing is told.
  public func tryIsolation() throws(SpawnError) {
    var launch = Launch(["/dev/null/nothing"])
    launch.isIsolated = true
    let id = add(launch)
    defer { forget(id) }
    do throws(SpawnError) {
      try start(id)
    } catch {
      guard error.stage == .exec else { throw error }
    }
  }

  /// Takes in the init of a child that now runs.
  func take(_ guardian: Guardian, of record: Record) {
    record.guardian = guardian.pid
    guardians[guardian.pid] = (guardian, record.id)
  }

  /// Kills what a child that has ended leaves in its namespace, by its init; the kernel lets nobody
  /// escape.
  func endNamespace(of record: Record) {
    guard let pid = record.guardian, let (guardian, _) = guardians[pid] else { return }
    try? calls.send(.kill, to: guardian.process, group: false)
  }

  /// An init has ended, and so everybody in its namespace. It ends last (pid_namespaces(7)).
  func noteEnd(ofGuardian pid: Int32) {
    guard let (guardian, id) = guardians[pid] else { return }
    _ = try? calls.wait(.process(guardian.process), [.ended])
    calls.close(guardian.process)
    guardians[pid] = nil
    guard let record = living(id) else { return }
    record.guardian = nil
    finishEnding(record)
  }

  /// Ends an init that nobody needs, after the child of it is reaped.
  func end(_ guardian: Guardian) {
    try? calls.send(.kill, to: guardian.process, group: false)
    reapNow(guardian.process)
    calls.close(guardian.process)
  }
}
