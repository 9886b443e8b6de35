internal import SystemPackage

/// Our ends of a child's pipes, until a record takes them.
struct StreamEnds {
  var input: Int32?
  var output: Int32?
  var error: Int32?
  /// Which of the reserved numbers hold an end of the child's.
  var usedSlots: [Int] = []
}

extension Engine {
  /// Opens what a launch's streams are, and puts the child's ends in the reserved low numbers.
  ///
  /// Files are opened here and never waiting, so that a FIFO can't freeze us.
  func openStreams(
    of launch: Launch, for request: inout SpawnRequest, _ ends: inout StreamEnds
  ) throws(SpawnError) {
    if let terminal = launch.terminal {
      return try openTerminal(terminal, for: &request, &ends)
    }
    switch launch.input {
    case .null: break
    case .pipe: ends.input = try openPipe(0, childReads: true, &ends)
    case .file(let path): try openFile(path, .reading, 0, &ends)
    }
    if launch.input != .null { request.input = slots[0] }

    switch launch.output {
    case .capture: ends.output = try openPipe(1, childReads: false, &ends)
    case .file(let path): try openFile(path, .writing, 1, &ends)
    case .sameAsOutput: throw SpawnError(stage: .request, errno: Errno.invalidArgument.rawValue)
    }
    request.output = slots[1]

    switch launch.error {
    case .capture: ends.error = try openPipe(2, childReads: false, &ends)
    case .file(let path): try openFile(path, .writing, 2, &ends)
    case .sameAsOutput: break
    }
    request.error = launch.error == .sameAsOutput ? slots[1] : slots[2]
  }

  /// Gives the reserved numbers back to `/dev/null`, which closes the child's ends on our side.
  func closeChildEnds(_ ends: StreamEnds) {
    for slot in ends.usedSlots { try? calls.duplicate(nullDevice, to: slots[slot]) }
  }

  /// Makes a pipe; the child's end goes to a slot, ours is returned and never blocks.
  private func openPipe(
    _ slot: Int, childReads: Bool, _ ends: inout StreamEnds
  ) throws(SpawnError) -> Int32 {
    var open: [Int32] = []
    do throws(Errno) {
      let pipe = try calls.openPipe()
      open = [pipe.read, pipe.write]
      let (ours, childs) = childReads ? (pipe.write, pipe.read) : (pipe.read, pipe.write)
      try calls.setNonblocking(ours, true)
      try place(childs, slot, &ends)
      return ours
    } catch {
      for descriptor in open { calls.close(descriptor) }
      throw refusal(error, .pipe)
    }
  }

  /// Opens a file for the child in a slot.
  private func openFile(
    _ path: String, _ mode: OpenMode, _ slot: Int, _ ends: inout StreamEnds
  ) throws(SpawnError) {
    guard !path.utf8.contains(0) else {
      throw SpawnError(
        stage: .open(path: path), errno: Errno.invalidArgument.rawValue)
    }
    var open: Int32?
    do throws(Errno) {
      let descriptor = try calls.open(path, mode)
      open = descriptor
      // The child expects a file that waits.
      try calls.setNonblocking(descriptor, false)
      try place(descriptor, slot, &ends)
    } catch {
      if let open { calls.close(open) }
      throw refusal(error, .open(path: path))
    }
  }

  /// Moves a descriptor to a slot.
  func place(_ descriptor: Int32, _ slot: Int, _ ends: inout StreamEnds) throws(Errno) {
    try calls.duplicate(descriptor, to: slots[slot])
    ends.usedSlots.append(slot)
    calls.close(descriptor)
  }

  /// Names the limit when a descriptor could not be had.
  func refusal(_ error: Errno, _ stage: SpawnError.Stage) -> SpawnError {
    switch error {
    case .tooManyOpenFiles:
      let limit = (try? calls.limit(.descriptors))?.soft ?? descriptorLimit.soft
      return SpawnError(
        stage: .admission, errno: error.rawValue, limit: .descriptors(limit))
    case .tooManyOpenFilesInSystem:
      return SpawnError(stage: .admission, errno: error.rawValue)
    case .noMemory:
      return SpawnError(stage: stage, errno: error.rawValue, limit: memoryLimit)
    default:
      return SpawnError(stage: stage, errno: error.rawValue)
    }
  }
}
