internal import CProcess
public import SystemPackage

extension LinuxCalls {
  /// See ``SystemCalls``.
  public func spawn(_ request: SpawnRequest) throws(Errno) -> SpawnReply {
    guard let spawner else { throw .noMemory }
    let directory = request.directory.map { Array($0.utf8) }
    var block = ArgumentBlock(
      tables: [request.candidates, request.arguments],
      words: [directory, request.marker].compactMap { $0 })
    var plan = proclab_spawn()
    // The candidates are only read; C's types say so differently for each table of exec.
    plan.candidates = UnsafeRawPointer(block.add(request.candidates))
      .assumingMemoryBound(to: UnsafePointer<CChar>?.self)
    plan.arguments = UnsafePointer(block.add(request.arguments))
    let environment = laidOut(request.environment)
    plan.environment = environment.table(with: request.marker.map { block.add($0) })
    if let directory { plan.directory = UnsafePointer(block.add(directory)) }
    plan.streams = (request.input, request.output, request.error)
    plan.first_unreserved = request.firstUnreserved
    plan.has_terminal = request.hasTerminal ? 1 : 0
    plan.is_isolated = request.isIsolated ? 1 : 0
    plan.umask = request.umask.map { Int32(truncatingIfNeeded: $0 & 0o777) } ?? -1
    plan.niceness = request.niceness
    plan.death_signal = request.deathSignal?.number ?? 0
    plan.ways = request.ways.rawValue
    let limits = request.limits.map {
      proclab_limit(resource: $0.resource.rawValue, soft: $0.limit.soft, hard: $0.limit.hard)
    }
    var spawned = proclab_spawned()
    let answer = limits.withUnsafeBufferPointer { limits in
      plan.limits = limits.baseAddress
      plan.limit_count = Int32(limits.count)
      return proclab_spawn(spawner, &plan, &spawned)
    }
    _ = try check(answer)
    extend(block)
    if let step = ChildStep(rawValue: spawned.stage) {
      return .failed(step, errno: spawned.error)
    }
    if spawned.`init` > 0 {
      return .isolated(pid: spawned.pid, namespaceInit: spawned.`init`)
    }
    return .running(pid: spawned.pid, descriptor: spawned.pidfd < 0 ? nil : spawned.pidfd)
  }

  /// An environment as exec takes it; the last one is kept, because launches mostly share one.
  private func laidOut(_ entries: [[UInt8]]) -> EnvironmentBlock {
    if let environment, environment.entries == entries { return environment }
    let block = EnvironmentBlock(entries)
    environment = block
    return block
  }

  /// Keeps the memory of a block until here.
  private func extend(_ block: borrowing ArgumentBlock) {}
}
