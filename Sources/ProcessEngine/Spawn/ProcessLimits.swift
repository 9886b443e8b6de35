internal import SystemPackage

/// Finds out which limit was in the way, for which the kernel has one error whichever it was: when
/// there was no room for a process (clone(2), EAGAIN), and when limits were to be set.
struct ProcessLimits {
  let calls: any SystemCalls

  /// The limit that is reached, or the one that most likely is; nil when none is known.
  func limitInTheWay(user: UInt32) -> SpawnError.Limit? {
    if let limit = reachedGroupLimit() { return .controlGroup(limit) }
    if let limit = reachedSystemLimit() { return .system(limit) }
    // Processes of the user can't be counted without reading all of /proc; root has no such limit.
    if user != 0, let limit = try? calls.limit(.processes), limit.soft != .max {
      return .processes(limit.soft)
    }
    return nil
  }

  /// Which limit of a launch was refused, as far as that can be told (prlimit(2), EPERM): the kernel
  /// doesn't say.
  func refusedLimit(of launch: Launch) -> SpawnError.Stage? {
    for resource in Resource.allCases {
      guard let wanted = launch.limits[resource] else { continue }
      if resource == .descriptors, let most = number("/proc/sys/fs/nr_open"), wanted > most {
        return .limit(resource, wanted, above: .system(most))
      }
      if let hard = try? calls.limit(resource).hard, wanted > hard {
        return .limit(resource, wanted, above: .hard(hard))
      }
    }
    return nil
  }

  /// The first `pids.max` that is reached, from our own control group upwards.
  private func reachedGroupLimit() -> UInt64? {
    for line in text("/proc/self/cgroup").split(separator: "\n") {
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { continue }
      let isUnified = fields[0] == "0" && fields[1].isEmpty
      guard isUnified || fields[1].split(separator: ",").contains("pids") else { continue }
      let root = isUnified ? "/sys/fs/cgroup" : "/sys/fs/cgroup/pids"
      var path = fields[2]
      while true {
        let folder = root + (path == "/" ? "" : path)
        if let limit = number("\(folder)/pids.max"), let now = number("\(folder)/pids.current"),
          now >= limit
        {
          return limit
        }
        guard let slash = path.lastIndex(of: "/"), path.count > 1 else { break }
        path = path[..<slash]
      }
    }
    return nil
  }

  /// The number of tasks that the machine allows, when there are nearly as many.
  private func reachedSystemLimit() -> UInt64? {
    let limits = ["/proc/sys/kernel/pid_max", "/proc/sys/kernel/threads-max"]
    guard let limit = limits.compactMap(number).min() else { return nil }
    // "0.00 0.01 0.05 1/234 5678": running, and all tasks.
    let tasks = text("/proc/loadavg").split(separator: " ").dropFirst(3).first?.split(
      separator: "/")
    guard let count = tasks?.last.flatMap({ UInt64($0) }), count + 400 >= limit else { return nil }
    return limit
  }

  private func text(_ path: String) -> String {
    guard let bytes = try? calls.readFile(path, upTo: 8192) else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func number(_ path: String) -> UInt64? {
    text(path).split(separator: "\n").first.flatMap { UInt64($0) }
  }
}
