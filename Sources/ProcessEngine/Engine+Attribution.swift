internal import SystemPackage

extension Engine {
  /// Says whose descendant an orphan is: by its last known parents, else by its session and group,
  /// else by the marker that it inherited in its environment. A marker of another engine makes it
  /// foreign.
  func attribute(_ stat: ProcessStat) -> (owner: Record?, isForeign: Bool) {
    let id =
      ancestry[stat.key] ?? leaders[stat.session] ?? sessionOwners[stat.session]
      ?? leaders[stat.group]
    if let id { return (living(id), false) }
    // One that has begun to end has no environment any more.
    guard !stat.isLeaving, let marker = marker(of: stat.pid) else { return (nil, false) }
    let mine = Array("\(options.runMarker):".utf8)
    guard marker.starts(with: mine) else { return (nil, true) }
    guard let index = Int(decimal: marker.dropFirst(mine.count)) else { return (nil, false) }
    return (living(ChildID(index: index)), false)
  }

  /// Notes whose descendant a process is, for the time when its parents are gone.
  func remember(_ stat: ProcessStat, as owner: Record) {
    owner.known.insert(stat.key)
    ancestry[stat.key] = owner.id
    if owner.sessions.insert(stat.session).inserted { sessionOwners[stat.session] = owner.id }
  }

  /// What follows `PROCLAB_RUN=` in a process's environment, as it was at its exec; nil without.
  private func marker(of pid: Int32) -> ArraySlice<UInt8>? {
    var size = 4096
    while let bytes = try? readFile("/proc/\(pid)/environ", upTo: size) {
      if bytes.count < size || size >= 1 << 18 {
        let name = Array("PROCLAB_RUN=".utf8)
        return bytes.split(separator: 0).last { $0.starts(with: name) }?.dropFirst(name.count)
      }
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
