import ProcessEngine
import SystemPackage

/// The real calls, except where a test says otherwise: the n-th call of a name fails, time stands
/// still, or something happens just before a call. It keeps a book of the descriptors.
final class ScriptedCalls: SystemCalls {
  /// One call to fail.
  private struct Failure {
    let name: String
    var skip: Int
    var times: Int
    let errno: Errno
  }

  private let linux = LinuxCalls()
  private var failures: [Failure] = []
  private(set) var counts: [String: Int] = [:]
  /// Every signal that was sent: how, and to which number.
  private(set) var sent: [String] = []
  /// The moment at which time stands still, or nil.
  var frozen: Instant?
  /// Whether to wait for what doesn't come takes no time, only says that it did.
  var timeFlies = false
  private var flown = Duration.zero
  /// Runs before each call, with its name.
  var before: (String) -> Void = { _ in }
  /// Replaces what a file says.
  var rewrite: (String, [UInt8]) -> [UInt8] = { $1 }
  /// What files say, instead of what is there.
  var files: [String: String] = [:]
  /// Changes what a wait says to be ready.
  var news: (inout [Readiness]) -> Void = { _ in }
  /// Every request to spawn.
  private(set) var requests: [SpawnRequest] = []
  /// What is answered to requests to spawn, in turn, before there are real answers.
  var replies: [SpawnReply] = []
  /// Whether signals are taken and do nothing.
  var signalsAreLost = false
  /// The descriptors that were given out and not closed since.
  private(set) var lent: Set<Int32> = []
  /// What was done with descriptors that were not given out, or closed before.
  private(set) var strays: [String] = []
  /// What descriptors were last registered with.
  private(set) var registered: [UInt64: Int32] = [:]

  /// Makes calls of a name fail, after letting some through.
  func fail(_ name: String, _ errno: Errno, after skip: Int = 0, times: Int = 1) {
    failures.append(Failure(name: name, skip: skip, times: times, errno: errno))
  }

  /// Lets everything succeed again.
  func forgive() { failures = [] }

  func count(_ name: String) -> Int { counts[name] ?? 0 }

  private func enter(_ name: String) {
    before(name)
    counts[name, default: 0] += 1
  }

  private func lend(_ descriptors: Int32...) { lent.formUnion(descriptors) }

  private func use(_ descriptor: Int32, _ name: String) {
    if !lent.contains(descriptor) { strays.append("\(name) \(descriptor)") }
  }

  private func check(_ name: String) throws(Errno) {
    enter(name)
    for index in failures.indices where failures[index].name == name {
      if failures[index].skip > 0 {
        failures[index].skip -= 1
      } else if failures[index].times > 0 {
        failures[index].times -= 1
        throw failures[index].errno
      }
    }
  }

  func now() -> Instant {
    enter("now")
    return (frozen ?? linux.now()) + flown
  }

  func pause(_ duration: Duration) {
    enter("pause")
    linux.pause(duration)
  }

  func openPoll() throws(Errno) -> Int32 {
    try check("openPoll")
    let descriptor = try linux.openPoll()
    lend(descriptor)
    return descriptor
  }

  func control(
    _ poll: Int32, _ operation: PollOperation, _ descriptor: Int32, _ interest: Readiness.Flags,
    token: UInt64
  ) throws(Errno) {
    try check("control")
    try linux.control(poll, operation, descriptor, interest, token: token)
    if operation == .add { registered[token] = descriptor }
  }

  func wait(_ poll: Int32, into ready: inout [Readiness], atMost: Duration?) throws(Errno) {
    try check("wait:poll")
    if timeFlies, let atMost {
      try linux.wait(poll, into: &ready, atMost: .zero)
      if ready.isEmpty { flown += atMost }
    } else {
      try linux.wait(poll, into: &ready, atMost: atMost)
    }
    news(&ready)
  }

  func block(_ signals: [Signal]) throws(Errno) -> UInt64 {
    try check("block")
    return try linux.block(signals)
  }

  func setMask(_ mask: UInt64) {
    enter("setMask")
    linux.setMask(mask)
  }

  func openSignals(_ signals: [Signal]) throws(Errno) -> Int32 {
    try check("openSignals")
    let descriptor = try linux.openSignals(signals)
    lend(descriptor)
    return descriptor
  }

  func takeSignals(_ descriptor: Int32) throws(Errno) -> [SignalNote] {
    try check("takeSignals")
    use(descriptor, "takeSignals")
    return try linux.takeSignals(descriptor)
  }

  func openBell() throws(Errno) -> Int32 {
    try check("openBell")
    let descriptor = try linux.openBell()
    lend(descriptor)
    return descriptor
  }

  func clearBell(_ descriptor: Int32) {
    enter("clearBell")
    use(descriptor, "clearBell")
    linux.clearBell(descriptor)
  }

  func ringOtherBells(_ descriptor: Int32) {
    enter("ringOtherBells")
    use(descriptor, "ringOtherBells")
    linux.ringOtherBells(descriptor)
  }

  func closeBell(_ descriptor: Int32) {
    enter("closeBell")
    use(descriptor, "closeBell")
    lent.remove(descriptor)
    linux.closeBell(descriptor)
  }

  func spawn(_ request: SpawnRequest) throws(Errno) -> SpawnReply {
    requests.append(request)
    try check("spawn")
    if !replies.isEmpty { return replies.removeFirst() }
    let reply = try linux.spawn(request)
    if case .running(_, let descriptor?) = reply { lend(descriptor) }
    return reply
  }

  func openProcess(_ pid: Int32) throws(Errno) -> Int32 {
    try check("openProcess")
    let descriptor = try linux.openProcess(pid)
    lend(descriptor)
    return descriptor
  }

  func send(_ signal: Signal?, to process: Int32, group: Bool) throws(Errno) {
    sent.append("\(signal?.shortName ?? "0") \(group ? "group " : "")by descriptor")
    try check("send:process")
    use(process, "send")
    if signalsAreLost { return }
    try linux.send(signal, to: process, group: group)
  }

  func send(_ signal: Signal, toGroup group: Int32) throws(Errno) {
    sent.append("\(signal.shortName) group \(group)")
    try check("send:group")
    try linux.send(signal, toGroup: group)
  }

  func stopSelf() {
    enter("stopSelf")
    linux.stopSelf()
  }

  func wait(_ target: WaitTarget, _ options: WaitOptions) throws(Errno) -> WaitNote? {
    try check("wait:child")
    if case .process(let descriptor) = target { use(descriptor, "wait") }
    return try linux.wait(target, options)
  }

  func exitStatus(_ process: Int32) throws(Errno) -> ProcessEngine.ExitStatus {
    try check("exitStatus")
    use(process, "exitStatus")
    return try linux.exitStatus(process)
  }

  func setSubreaper(_ on: Bool) throws(Errno) -> Bool {
    try check("setSubreaper")
    return try linux.setSubreaper(on)
  }

  func limit(_ resource: Resource) throws(Errno) -> ResourceLimit {
    try check("limit")
    return try linux.limit(resource)
  }

  func setLimit(_ resource: Resource, _ limit: ResourceLimit) throws(Errno) {
    try check("setLimit")
    try linux.setLimit(resource, limit)
  }

  func peakResidentBytes() -> UInt64 {
    enter("peakResidentBytes")
    return linux.peakResidentBytes()
  }

  func identity() -> OwnIdentity {
    enter("identity")
    return linux.identity()
  }

  func probeMemory(_ bytes: Int, asksAnew: Bool) throws(Errno) {
    try check("probeMemory")
    try linux.probeMemory(bytes, asksAnew: asksAnew)
  }

  func allocate(_ bytes: Int) throws(Errno) -> UnsafeMutableRawPointer {
    try check("allocate")
    return try linux.allocate(bytes)
  }

  func openPipe() throws(Errno) -> (read: Int32, write: Int32) {
    try check("openPipe")
    let ends = try linux.openPipe()
    lend(ends.read, ends.write)
    return ends
  }

  func open(_ path: String, _ mode: OpenMode) throws(Errno) -> Int32 {
    try check("open")
    let descriptor = try linux.open(path, mode)
    lend(descriptor)
    return descriptor
  }

  func close(_ descriptor: Int32) {
    enter("close")
    use(descriptor, "close")
    lent.remove(descriptor)
    linux.close(descriptor)
  }

  func duplicate(_ descriptor: Int32, to number: Int32) throws(Errno) {
    try check("duplicate:to")
    use(descriptor, "duplicate")
    use(number, "duplicate to")
    try linux.duplicate(descriptor, to: number)
  }

  func duplicate(_ descriptor: Int32, notBelow number: Int32) throws(Errno) -> Int32 {
    try check("duplicate:above")
    use(descriptor, "duplicate")
    let copy = try linux.duplicate(descriptor, notBelow: number)
    lend(copy)
    return copy
  }

  func setNonblocking(_ descriptor: Int32, _ on: Bool) throws(Errno) {
    try check("setNonblocking")
    use(descriptor, "setNonblocking")
    try linux.setNonblocking(descriptor, on)
  }

  func isOpen(_ descriptor: Int32) -> Bool {
    enter("isOpen")
    return linux.isOpen(descriptor)
  }

  func read(_ descriptor: Int32, into memory: UnsafeMutableRawBufferPointer) throws(Errno) -> Int {
    try check("read")
    use(descriptor, "read")
    return try linux.read(descriptor, into: memory)
  }

  func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) throws(Errno) -> Int {
    try check("write")
    use(descriptor, "write")
    return try linux.write(descriptor, bytes)
  }

  func setPipeCapacity(_ descriptor: Int32, _ bytes: Int32) throws(Errno) {
    try check("setPipeCapacity")
    use(descriptor, "setPipeCapacity")
    try linux.setPipeCapacity(descriptor, bytes)
  }

  func available(_ descriptor: Int32) throws(Errno) -> Int {
    try check("available")
    use(descriptor, "available")
    return try linux.available(descriptor)
  }

  func readFile(_ path: String, upTo size: Int) throws(Errno) -> [UInt8] {
    try check("readFile")
    if let text = files[path] { return Array(text.utf8) }
    return rewrite(path, try linux.readFile(path, upTo: size))
  }

  func rereadFile(_ descriptor: Int32, upTo size: Int) throws(Errno) -> [UInt8] {
    try check("rereadFile")
    use(descriptor, "rereadFile")
    return try linux.rereadFile(descriptor, upTo: size)
  }

  func openTerminal() throws(Errno) -> (ours: Int32, childs: Int32) {
    try check("openTerminal")
    let ends = try linux.openTerminal()
    lend(ends.ours, ends.childs)
    return ends
  }

  func setSize(of terminal: Int32, _ size: TerminalSize) throws(Errno) {
    try check("setSize")
    use(terminal, "setSize")
    try linux.setSize(of: terminal, size)
  }

  func setEcho(of terminal: Int32, _ on: Bool) throws(Errno) {
    try check("setEcho")
    use(terminal, "setEcho")
    try linux.setEcho(of: terminal, on)
  }

  func modes(of terminal: Int32) throws(Errno) -> TerminalModes {
    try check("modes")
    return try linux.modes(of: terminal)
  }

  func numbers(inFolder path: String) throws(Errno) -> [Int32] {
    try check("numbers")
    return try linux.numbers(inFolder: path)
  }

  func owner(of path: String) throws(Errno) -> UInt32 {
    try check("owner")
    return try linux.owner(of: path)
  }
}
