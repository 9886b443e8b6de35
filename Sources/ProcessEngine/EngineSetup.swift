internal import SystemPackage

/// The steps of setting up an engine, each of which can be undone when a later one fails.
final class EngineSetup {
  private let calls: any SystemCalls
  private var opened: [Int32] = []
  private var bell: Int32?
  private var mask: UInt64?
  private var limit: ResourceLimit?

  init(calls: any SystemCalls) {
    self.calls = calls
  }

  /// Undoes what was done.
  func undo() {
    for descriptor in opened { calls.close(descriptor) }
    if let bell { calls.closeBell(bell) }
    if let mask { calls.setMask(mask) }
    if let limit { try? calls.setLimit(.descriptors, limit) }
  }

  /// Names the call that failed.
  private func naming<Answer>(
    _ call: String, _ body: () throws(Errno) -> Answer
  ) throws(EngineError) -> Answer {
    do throws(Errno) {
      return try body()
    } catch {
      throw EngineError(call: call, errno: error.rawValue)
    }
  }

  /// Makes sure that there is memory for what is small.
  func probeMemory() throws(EngineError) {
    try naming("mmap") { () throws(Errno) in
      try calls.probeMemory(Engine.memoryReserve, asksAnew: true)
    }
  }

  /// Raises the soft limit; returns the limit before, and whether it was raised.
  func raiseDescriptorLimit(_ wanted: Bool) -> (ResourceLimit, Bool) {
    guard let before = try? calls.limit(.descriptors) else {
      return (ResourceLimit(soft: 1024, hard: 1024), false)
    }
    guard wanted, before.soft < before.hard else { return (before, false) }
    let raised = ResourceLimit(soft: before.hard, hard: before.hard)
    guard (try? calls.setLimit(.descriptors, raised)) != nil else { return (before, false) }
    limit = before
    return (before, true)
  }

  /// Opens `/dev/null` above 2. Where 0, 1 or 2 are closed, they are filled first: a pipe of ours
  /// that landed there would be taken for a standard stream.
  func openNull() throws(EngineError) -> Int32 {
    while true {
      let descriptor = try naming("open /dev/null") { () throws(Errno) in
        try calls.open("/dev/null", .both)
      }
      if descriptor > 2 {
        opened.append(descriptor)
        return descriptor
      }
    }
  }

  /// Takes numbers above 2 for later.
  func reserve(_ count: Int, from descriptor: Int32) throws(EngineError) -> [Int32] {
    var numbers: [Int32] = []
    for _ in 0..<count {
      let number = try naming("fcntl") { () throws(Errno) in
        try calls.duplicate(descriptor, notBelow: 3)
      }
      opened.append(number)
      numbers.append(number)
    }
    return numbers
  }

  func openPoll() throws(EngineError) -> Int32 {
    let descriptor = try naming("epoll_create1") { () throws(Errno) in try calls.openPoll() }
    opened.append(descriptor)
    return descriptor
  }

  func block(_ signals: [Signal]) throws(EngineError) -> UInt64 {
    let before = try naming("sigprocmask") { () throws(Errno) in try calls.block(signals) }
    mask = before
    return before
  }

  func openSignals(_ signals: [Signal]) throws(EngineError) -> Int32 {
    let descriptor = try naming("signalfd") { () throws(Errno) in
      try calls.openSignals(signals)
    }
    opened.append(descriptor)
    return descriptor
  }

  func openBell() throws(EngineError) -> Int32 {
    let descriptor = try naming("eventfd") { () throws(Errno) in try calls.openBell() }
    bell = descriptor
    return descriptor
  }

  func register(_ descriptor: Int32, _ token: Token, at poll: Int32) throws(EngineError) {
    try naming("epoll_ctl") { () throws(Errno) in
      try calls.control(poll, .add, descriptor, .readable, token: token.rawValue)
    }
  }

  func adoptOrphans() throws(EngineError) -> Bool {
    try naming("prctl") { () throws(Errno) in try calls.setSubreaper(true) }
  }
}
