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
    /// It has no environment: it is about to end, or amid its exec, or was started without any.
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
    guard !stat.isLeaving, let environment = environment(of: stat.pid) else { return .untold }
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

  /// A process's environment, as it was at its exec; nil where there is none.
  private func environment(of pid: Int32) -> [UInt8]? {
    var size = 4096
    while let bytes = try? readFile("/proc/\(pid)/environ", upTo: size) {
      if bytes.count < size || size >= 1 << 18 { return bytes.isEmpty ? nil : bytes }
      size *= 8
    }
    return nil
  }

  /// What the kernel says of a process, or nil when there is none.
  func stat(_ pid: Int32) -> ProcessStat? {
    guard let line = try? readFile("/proc/\(pid)/stat", upTo: 1024) else { return nil }
    return ProcessStat(line)
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
