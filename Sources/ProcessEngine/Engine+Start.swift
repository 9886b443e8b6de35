internal import SystemPackage

extension Engine {
  /// Starts a child; returns when its exec has succeeded (clone(2), execve(2)).
  ///
  /// Throws the step and the error number when it can't be started, and the limit that was in the
  /// way: then nothing runs, nothing is left behind, and the child stays initial, to be started
  /// again. What may pass by itself, a program file that is still open for writing or a moment
  /// without a free process number, is tried again for 15 ms. A program that ends at once is no
  /// error. Starting a child that is not initial throws stage
  /// ``SpawnError/Stage-swift.enum/request`` with `EALREADY`.
  public func start(_ id: ChildID) throws(SpawnError) {
    let record = record(id)
    guard case .initial = record.state else {
      throw SpawnError(stage: .request, errno: Errno.alreadyInProcess.rawValue)
    }
    do throws(SpawnError) {
      try launch(record)
    } catch {
      // What the last exit has left behind may be what is missing.
      guard error.limit != nil, hasPutOff else { throw error }
      runRound(until: Instant(nanoseconds: .min))
      lookThroughFamily()
      try launch(record)
    }
  }

  private func launch(_ record: Record) throws(SpawnError) {
    var request = try prepare(record)
    var ends = StreamEnds()
    try admitByMemory()
    do throws(SpawnError) {
      try openStreams(of: record.launch, for: &request, &ends)
      // Before the clone: the child may have run long before this process is given a core again.
      let startTime = calls.now()
      let spawned = try spawn(&request, record.launch)
      closeChildEnds(ends)
      try adopt(record, spawned, at: startTime, ends)
    } catch {
      closeChildEnds(ends)
      for end in [ends.input, ends.output, ends.error] {
        if let end { calls.close(end) }
      }
      refillReserve()
      throw error
    }
    refillReserve()
  }

  /// Turns a launch into a request, as far as no descriptor is needed.
  private func prepare(_ record: Record) throws(SpawnError) -> SpawnRequest {
    let launch = record.launch
    guard let program = launch.arguments.first else { throw SpawnError(stage: .request, errno: 0) }
    environment.load(launch.environment)
    guard environment.isValid, !launch.arguments.contains(where: { $0.contains(0) }),
      !(launch.directory?.utf8.contains(0) ?? false)
    else { throw SpawnError(stage: .request, errno: Errno.invalidArgument.rawValue) }
    let candidates = environment.candidates(for: program)
    guard !candidates.isEmpty else {
      throw SpawnError(stage: .exec, errno: Errno.noSuchFileOrDirectory.rawValue)
    }
    var request = SpawnRequest(
      candidates: candidates, arguments: launch.arguments,
      environment: environment.entries,
      input: nullDevice, output: nullDevice, error: nullDevice,
      firstUnreserved: firstUnreserved)
    request.marker = EnvironmentCache.marker("\(options.runMarker):\(record.id.index)")
    request.directory = launch.directory
    request.umask = launch.umask
    request.isIsolated = launch.isIsolated
    request.niceness = launch.niceness ?? 0
    request.deathSignal = launch.parentDeathSignal
    if raisedDescriptorLimit, launch.limits[.descriptors] == nil {
      request.limits.append(SpawnRequest.LimitSetting(.descriptors, descriptorLimit))
    }
    for resource in Resource.allCases {
      guard let soft = launch.limits[resource] else { continue }
      // A second for XCPU to be heard, where there is one.
      let isTime = resource == .processorTime && soft < .max
      let hasMore = isTime && (try? calls.limit(resource).hard) != soft
      let limit = ResourceLimit(soft: soft, hard: hasMore ? soft + 1 : soft)
      request.limits.append(SpawnRequest.LimitSetting(resource, limit))
    }
    return request
  }

  /// Takes in a process whose exec has succeeded. Should the loop have no room for it, it is killed
  /// and reaped: a child that nobody watches is worse than none.
  private func adopt(
    _ record: Record, _ spawned: Spawned, at startTime: Instant, _ ends: StreamEnds
  ) throws(SpawnError) {
    let process = spawned.process
    do throws(Errno) {
      try register(process, .exit(record.id), .readable)
      if let end = ends.output {
        try register(end, .output(record.id, .standardOutput), .readable)
      }
      if let end = ends.error {
        try register(end, .output(record.id, .standardError), .readable)
      }
      if let end = ends.input { try register(end, .input(record.id), []) }
      if let guardian = spawned.guardian {
        try register(guardian.process, .guardian(guardian.pid), .readable)
      }
    } catch {
      try? calls.send(.kill, to: process, group: false)
      reapNow(process)
      calls.close(process)
      if let guardian = spawned.guardian { end(guardian) }
      throw SpawnError(stage: .admission, errno: error.rawValue, limit: memoryLimit)
    }
    record.inheritedPeak = calls.peakResidentBytes()
    record.pid = spawned.pid
    record.startTime = startTime
    record.process = process
    record.output.descriptor = ends.output
    record.error.descriptor = ends.error
    record.input.descriptor = ends.input
    leaders[spawned.pid] = record.id
    if let guardian = spawned.guardian { take(guardian, of: record) }
    apply(.execSucceeded, to: record)
  }

  /// Waits for a killed process to be gone. It was killed before it is waited for, so this ends.
  func reapNow(_ process: Int32) {
    for _ in 0..<1000 {
      guard let note = try? calls.wait(.process(process), [.ended]) else {
        calls.pause(.milliseconds(1))
        continue
      }
      if case .ended = note.change { return }
    }
  }

  /// Registers a descriptor with the loop.
  func register(
    _ descriptor: Int32, _ token: Token, _ interest: Readiness.Flags
  ) throws(Errno) {
    try calls.control(epoll, .add, descriptor, interest, token: token.rawValue)
  }

  /// Keeps descriptors free for walks again, after they were needed.
  func refillReserve() {
    while reserve.count < 8,
      let number = try? calls.duplicate(nullDevice, notBelow: firstUnreserved)
    {
      reserve.append(number)
    }
  }
}
