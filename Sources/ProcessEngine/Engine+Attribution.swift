internal import SystemPackage

extension Engine {
  /// What is known of whose descendant an orphan is.
  enum Attribution {
    /// A child's; nil for one that was forgotten.
    case descendant(of: Record?)
    /// Nobody's that the engine could name.
    case unattributed
    /// Another engine's.
    case foreign
    /// It has no environment any more, or not yet: it is about to end, or amid its exec.
    case untold
  }

  /// Says whose descendant an orphan is: by its last known parents, else by its session and group,
  /// else by the marker that it inherited in its environment. A marker of another engine makes it
  /// foreign.
  func attribute(_ stat: ProcessStat) -> Attribution {
    let id =
      ancestry[stat.key] ?? leaders[stat.session] ?? sessionOwners[stat.session]
      ?? leaders[stat.group]
    if let id { return .descendant(of: living(id)) }
    if stat.isLeaving { return .untold }
    guard let environment = environment(of: stat.thread) else { return .untold }
    guard let marker = EnvironmentCache.marker(in: environment) else { return .unattributed }
    let mine = Array("\(options.runMarker):".utf8)
    guard marker.starts(with: mine) else { return .foreign }
    guard let index = Int(decimal: marker.dropFirst(mine.count)) else { return .unattributed }
    return .descendant(of: living(ChildID(index: index)))
  }

  /// Notes whose descendant a process is, for the time when its parents are gone.
  func remember(_ stat: ProcessStat, as owner: Record) {
    owner.known.insert(stat.key)
    ancestry[stat.key] = owner.id
    if owner.sessions.insert(stat.session).inserted { sessionOwners[stat.session] = owner.id }
  }

  /// A process's environment, as it was at its exec: empty where it was started without one, or where
  /// we may not read it; nil where it has none yet, or none any more.
  private func environment(of thread: Int32) -> [UInt8]? {
    do throws(Errno) {
      // Amid its exec, and when it ends, it reads as empty. One that was started without is empty
      // between two moments at which it has a place.
      for _ in 1...2 {
        let bytes = try readEnvironment(thread)
        if !bytes.isEmpty { return bytes }
        guard ProcessStat.hasEnvironment(try readFile("/proc/\(thread)/stat", upTo: 2048)) else {
          return nil
        }
      }
      return []
    } catch {
      return error == .permissionDenied || error == .notPermitted ? [] : nil
    }
  }

  private func readEnvironment(_ thread: Int32) throws(Errno) -> [UInt8] {
    var size = 4096
    while true {
      let bytes = try readFile("/proc/\(thread)/environ", upTo: size)
      if bytes.count < size || size >= 1 << 18 { return bytes }
      size *= 8
    }
  }

  /// What the kernel says of a process, or nil when there is none.
  ///
  /// A process whose first thread has ended (pthread_exit(3) in `main`) looks like a zombie, with the
  /// first thread's state and without an environment. It lives as long as any of its threads.
  func stat(_ pid: Int32) -> ProcessStat? {
    guard let stat = statLine("/proc/\(pid)/stat") else { return nil }
    guard stat.isZombie, stat.threadCount > 1 else { return stat }
    for thread in threads(of: stat) where thread != pid {
      if let other = statLine("/proc/\(pid)/task/\(thread)/stat"), !other.isZombie {
        return stat.speaking(of: other)
      }
    }
    return stat
  }

  private func statLine(_ path: String) -> ProcessStat? {
    (try? readFile(path, upTo: 1024)).flatMap { ProcessStat($0) }
  }

  /// The threads of a process, for which the kernel needs no asking where there is but one.
  func threads(of stat: ProcessStat) -> [Int32] {
    if stat.threadCount == 1 { return [stat.pid] }
    let found = try? withSpareDescriptor { () throws(Errno) in
      try calls.numbers(inFolder: "/proc/\(stat.pid)/task")
    }
    return found ?? []
  }

  /// Reads a file, also when no descriptor is left.
  func readFile(_ path: String, upTo size: Int) throws(Errno) -> [UInt8] {
    try withSpareDescriptor { () throws(Errno) in try calls.readFile(path, upTo: size) }
  }

  /// Makes a call that needs a descriptor for its own time, with one of those kept for it where no
  /// other is left.
  func withSpareDescriptor<Answer>(
    _ body: () throws(Errno) -> Answer
  ) throws(Errno) -> Answer {
    do throws(Errno) {
      return try body()
    } catch {
      guard error == .tooManyOpenFiles, let spare = reserve.popLast() else { throw error }
      calls.close(spare)
      defer { refillReserve() }
      return try body()
    }
  }
}
