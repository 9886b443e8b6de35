internal import SystemPackage

extension Engine {
  /// How often something that passes by itself is tried again, waiting 1, 2, 4 and 8 ms.
  private static let patience = 4

  /// Makes the process by the best way that the machine allows, and has a descriptor of it before
  /// anything can reap it.
  ///
  /// What a kernel or a seccomp filter refuses is not tried again. What can pass by itself is: a
  /// program file that is still open for writing, a moment without a free process number.
  func spawn(
    _ request: inout SpawnRequest, _ launch: Launch
  ) throws(SpawnError) -> Spawned {
    var attempt = 0
    while true {
      // The launcher of an isolated process needs memory of its own, and isn't the process.
      request.ways = request.isIsolated ? ways.intersection(.closeRange) : ways
      switch self.attempt(request) {
      case .success(.running(let pid, let descriptor?)):
        return Spawned(pid: pid, process: descriptor)
      case .success(.running(let pid, nil)):
        ways.remove(.returnDescriptor)
        return Spawned(pid: pid, process: try openSpawned(pid))
      case .success(.isolated(let pid, let namespaceInit)):
        return try openIsolated(pid, namespaceInit)
      case .success(.failed(.unshare, let errno)) where Errno(rawValue: errno).isRefusal:
        ways.subtract([.shareDescriptors, .closeRange])
      case .success(.failed(.exec, let errno))
      where errno == Errno.textFileBusy.rawValue && attempt < Engine.patience:
        calls.pause(.milliseconds(1 << attempt))
        attempt += 1
      case .success(.failed(.isolate, let errno))
      where Errno(rawValue: errno).isPassing && attempt < Engine.patience:
        calls.pause(.milliseconds(1 << attempt))
        attempt += 1
      case .success(.failed(let step, let errno)):
        throw childError(step, Errno(rawValue: errno), launch)
      case .failure(let errno) where errno.isRefusal && !request.isIsolated && giveUpOneWay():
        continue
      case .failure(let errno) where errno.isPassing && attempt < Engine.patience:
        calls.pause(.milliseconds(1 << attempt))
        attempt += 1
      case .failure(let errno):
        throw cloneError(errno)
      }
    }
  }

  /// One attempt.
  private func attempt(_ request: SpawnRequest) -> Result<SpawnReply, Errno> {
    do throws(Errno) {
      // pidfd_open will need numbers once the process exists; it must not be short of them then.
      if !request.ways.contains(.returnDescriptor) {
        let first = try calls.duplicate(nullDevice, notBelow: 3)
        defer { calls.close(first) }
        if request.isIsolated { calls.close(try calls.duplicate(nullDevice, notBelow: 3)) }
      }
      return .success(try calls.spawn(request))
    } catch {
      return .failure(error)
    }
  }

  /// Does without the next way of making a process; false when there is none left.
  private func giveUpOneWay() -> Bool {
    for way in [SpawnRequest.Ways.returnDescriptor, .shareDescriptors, .shareMemory]
    where ways.contains(way) {
      ways.remove(way)
      return true
    }
    return false
  }

  /// Opens a process that clone gave no descriptor of. Nobody else can have reaped it, so the
  /// number is still its own; should it fail, the process is ended by that number.
  private func openSpawned(_ pid: Int32) throws(SpawnError) -> Int32 {
    do throws(Errno) {
      return try calls.openProcess(pid)
    } catch {
      try? calls.send(.kill, toGroup: pid)
      reapKilled(pid)
      throw SpawnError(stage: .setup("pidfd_open"), errno: error.rawValue)
    }
  }

  /// Waits for a child that was killed by its number to be gone.
  private func reapKilled(_ pid: Int32) {
    for _ in 0..<1000 {
      do throws(Errno) {
        if try calls.wait(.pid(pid), [.ended]) != nil { return }
      } catch {
        return
      }
      calls.pause(.milliseconds(1))
    }
  }

  /// Opens an isolated process and its init; should that fail, both are ended by their numbers.
  private func openIsolated(
    _ pid: Int32, _ namespaceInit: Int32
  ) throws(SpawnError) -> Spawned {
    var opened: Int32?
    do throws(Errno) {
      let process = try calls.openProcess(pid)
      opened = process
      let guardian = Guardian(pid: namespaceInit, process: try calls.openProcess(namespaceInit))
      return Spawned(pid: pid, process: process, guardian: guardian)
    } catch {
      if let opened { calls.close(opened) }
      try? calls.send(.kill, toGroup: namespaceInit)
      // The init is the last to go.
      for member in [pid, namespaceInit] { reapKilled(member) }
      throw SpawnError(stage: .setup("pidfd_open"), errno: error.rawValue)
    }
  }

  /// Says why there was no process at all, with the limit that is most likely in the way.
  private func cloneError(_ error: Errno) -> SpawnError {
    switch error {
    case .tooManyOpenFiles, .tooManyOpenFilesInSystem: refusal(error, .admission)
    default: SpawnError(stage: .clone, errno: error.rawValue, limit: limitInTheWay(error))
    }
  }

  /// The limit that is most likely in the way of one more process; nil for other errors.
  private func limitInTheWay(_ error: Errno) -> SpawnError.Limit? {
    switch error {
    case .noMemory: memoryLimit
    case .resourceTemporarilyUnavailable: ProcessLimits(calls: calls).limitInTheWay(user: own.user)
    default: nil
    }
  }

  /// Says which step of the child failed, with what is known here of the reason.
  private func childError(_ step: ChildStep, _ error: Errno, _ launch: Launch) -> SpawnError {
    switch step {
    case .isolate:
      return SpawnError(stage: .isolate, errno: error.rawValue, limit: limitInTheWay(error))
    case .limit:
      guard let stage = ProcessLimits(calls: calls).refusedLimit(of: launch) else { break }
      return SpawnError(stage: stage, errno: error.rawValue)
    default: break
    }
    return SpawnError(step, error.rawValue, launch)
  }
}

extension Errno {
  /// Whether it is how a kernel that doesn't know a call or a flag, or a filter, says no.
  fileprivate var isRefusal: Bool {
    self == .noFunction || self == .notPermitted || self == .invalidArgument
  }

  /// Whether it may pass by itself.
  fileprivate var isPassing: Bool {
    self == .resourceTemporarilyUnavailable || self == .noMemory
  }
}

extension SpawnError {
  /// Says which step of the child failed.
  fileprivate init(_ step: ChildStep, _ errno: Int32, _ launch: Launch) {
    let stage: Stage =
      switch step {
      case .session: .setup("setsid")
      case .unshare: .setup("close_range")
      case .streams: .setup("dup3")
      case .terminal: .setup("TIOCSCTTY")
      case .directory: .directory(path: launch.directory ?? "")
      case .nice: .niceness(launch.niceness ?? 0)
      case .limit: .setup("prlimit")
      case .deathSignal: .setup("prctl")
      case .parent: .setup("getppid")
      case .exec: .exec
      case .isolate: .isolate
      }
    self.init(stage: stage, errno: errno)
  }
}
