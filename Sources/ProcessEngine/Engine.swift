internal import SystemPackage

/// Starts, watches, feeds, signals and ends processes, in one thread and with one blocking call.
///
/// Everything happens in ``wait(until:)``, ``poll()`` and the functions called; between them
/// nothing changes, except in the kernel. It belongs to the thread that made it: its children hang
/// on that thread (``Launch/parentDeathSignal``). It doesn't end its children when it goes away;
/// ``endAll(grace:)`` does.
///
/// A ``ChildID`` that is of another engine, or was forgotten, is a mistake of the program: whatever
/// takes it stops the program.
public final class Engine {
  /// How it was set up.
  public let options: EngineOptions
  let calls: any SystemCalls
  let own: OwnIdentity

  /// Every child by its number; nil where it was forgotten.
  var records: [Record?] = []
  /// The children that are not reaped, by pid.
  var leaders: [Int32: ChildID] = [:]
  /// What happened and was not taken yet.
  var events: [Event] = []

  // What the loop waits on.
  let epoll: Int32
  let signals: Int32
  let bell: Int32
  let maskBefore: UInt64
  var ready: [Readiness] = []
  var round = 0
  /// Whether the last round told of an exit and left all else to the next.
  var hasPutOff = false
  /// Streams that flood, and are let gather before they are read.
  var gathering: [(ChildID, Stream)] = []
  /// Children whose last output is still being read.
  var draining: [ChildID] = []
  var pendingSignals: [Signal] = []
  var nextPendingSignal = 0
  var watched: Set<Int32> = []
  var readableWatched: Set<Int32> = []
  /// Watched ones that epoll refuses because they never block: files.
  var alwaysReadable: Set<Int32> = []

  // What spawning needs.
  /// `/dev/null`, and a low number for each stream of the child to come, which all children copy.
  let nullDevice: Int32
  let slots: [Int32]
  let firstUnreserved: Int32
  /// Kept free for walks when no other descriptor is left.
  var reserve: [Int32] = []
  var ways = SpawnRequest.Ways.all
  var environment = EnvironmentCache()
  let descriptorLimit: ResourceLimit
  let raisedDescriptorLimit: Bool
  let wasSubreaper: Bool
  /// Whether the kernel can signal a group by its leader's descriptor (Linux 6.9).
  var canSignalGroupByDescriptor = true

  // What is known of descendants.
  var orphans: [Int32: Orphan] = [:]
  /// Orphans without an environment, and since when they are known.
  var untold: [ProcessKey: Instant] = [:]
  /// Whether it is waited for that they get one; at the end it doesn't matter whose they are.
  var asksAgain = true
  /// Whose descendant a process was when it was last seen with its parents.
  var ancestry: [ProcessKey: ChildID] = [:]
  /// Whose descendants a session's members are.
  var sessionOwners: [Int32: ChildID] = [:]
  /// The inits of isolated children, by pid, and whose they are.
  var guardians: [Int32: (guardian: Guardian, child: ChildID)] = [:]
  /// Children that ended since our own children were last looked through.
  var leaderless: [ChildID] = []
  /// Whether the last look through our children found nobody who was ending meanwhile.
  var familyIsSettled = true
  var familyPace = Pace(factor: 24)
  var stopPace = Pace(factor: 24)
  /// How long the lists of our own children may become.
  var familySize = 4096
  /// The lists of our own children, once they are open: reading them again costs half.
  var familyLists: [Int32]?
  /// See ``seesDescendants``.
  var isBlind = false

  // What is kept of output.
  var capturedBytes = 0
  var finished: [ChildID] = []
  var nextFinished = 0

  /// Sets up an engine that makes its calls by the kernel, or by a test's stand-in for it.
  ///
  /// It blocks SIGPIPE, SIGCHLD and `options.catches` in this thread, sets a handler for SIGCHLD,
  /// which then isn't ignored and which other threads run, fills closed descriptors among 0, 1 and
  /// 2 with `/dev/null`, becomes a subreaper (`PR_SET_CHILD_SUBREAPER`, Linux 3.4) and raises the
  /// soft limit of descriptors to the hard one. All but the filling is undone when the engine goes
  /// away. Throws the first call that fails, `mmap` where less than 2 MiB of memory are to be had; a
  /// limit that can't be raised is no error. A process has room for 64 engines (`EUSERS`).
  public init(
    options: EngineOptions, calls: any SystemCalls = LinuxCalls()
  ) throws(EngineError) {
    self.options = options
    self.calls = calls
    own = calls.identity()
    let setup = EngineSetup(calls: calls)
    do throws(EngineError) {
      try setup.probeMemory()
      (descriptorLimit, raisedDescriptorLimit) =
        setup.raiseDescriptorLimit(options.raisesDescriptorLimit)
      nullDevice = try setup.openNull()
      slots = try setup.reserve(3, from: nullDevice)
      firstUnreserved = max(nullDevice, slots.max() ?? 0) + 1
      reserve = try setup.reserve(8, from: nullDevice)
      epoll = try setup.openPoll()
      let caught = options.catches.filter { $0 != .child }
      maskBefore = try setup.block(caught + [.child, .pipe])
      signals = try setup.openSignals(caught + [.child])
      bell = try setup.openBell()
      try setup.register(signals, .signals, at: epoll)
      try setup.register(bell, .bell, at: epoll)
      wasSubreaper = options.adoptsOrphans ? try setup.adoptOrphans() : false
    } catch {
      setup.undo()
      throw error
    }
  }

  deinit {
    for record in records {
      guard let record else { continue }
      for descriptor in [
        record.process, record.input.descriptor, record.output.descriptor, record.error.descriptor,
      ] {
        if let descriptor { calls.close(descriptor) }
      }
    }
    for (guardian, _) in guardians.values { calls.close(guardian.process) }
    for descriptor in reserve + slots + (familyLists ?? []) + [nullDevice, epoll, signals] {
      calls.close(descriptor)
    }
    calls.closeBell(bell)
    if options.adoptsOrphans, !wasSubreaper { _ = try? calls.setSubreaper(false) }
    if raisedDescriptorLimit { try? calls.setLimit(.descriptors, descriptorLimit) }
    calls.setMask(maskBefore)
  }

  /// The moment on the clock that deadlines and events are told by (`CLOCK_MONOTONIC`).
  public var now: Instant { calls.now() }

  /// All children that are not forgotten, in order of creation.
  public var children: [ChildID] {
    records.compactMap { $0?.id }
  }

  /// Describes a child; nothing runs, and what is wrong with the launch is told by its start.
  public func add(_ launch: Launch) -> ChildID {
    let id = ChildID(index: records.count)
    records.append(Record(id: id, launch: launch))
    return id
  }

  /// What is known of a child now; nothing is asked of the kernel.
  public func child(_ id: ChildID) -> Child {
    record(id).snapshot
  }

  /// Drops a child that is initial or ended, with what it wrote.
  ///
  /// One that lives, or whose last output is still being read, is left as it is, silently: end it
  /// first. Of an ended one, descendants that live on become orphans of nobody. Its number is not
  /// used again; nothing is told.
  public func forget(_ id: ChildID) {
    let record = record(id)
    guard !record.state.isAlive, record.ending == nil else { return }
    if record.process != nil { perform(.reap, on: record) }
    letGo(record)
    for stream in Stream.allCases {
      closeCapture(of: record, stream, tell: false)
      releaseCapture(of: record, stream)
    }
    closeInputNow(record, tell: false)
    forgetFamily(of: record)
    records[id.index] = nil
  }

  /// What happened since the last time, in order; empty when nothing did.
  ///
  /// They are kept until they are taken, however many they are, and so long ``wait(until:)``
  /// answers at once.
  public func takeEvents() -> [Event] {
    defer { events.removeAll(keepingCapacity: true) }
    return events
  }

  /// The record of a child that is not forgotten.
  func record(_ id: ChildID) -> Record {
    guard records.indices.contains(id.index), let record = records[id.index] else {
      preconditionFailure("child \(id.index) is of another engine, or forgotten")
    }
    return record
  }

  /// The record of a child, or nil when it was forgotten: for news that may be late.
  func living(_ id: ChildID) -> Record? {
    records.indices.contains(id.index) ? records[id.index] : nil
  }

  /// Notes what happened to a child.
  func tell(_ kind: Event.Kind, of id: ChildID?, at time: Instant? = nil) {
    events.append(Event(time: time ?? calls.now(), child: id, kind: kind))
  }
}
