internal import CProcess
internal import Glibc
public import SystemPackage

/// The kernel itself, asked on the thread that calls.
public final class LinuxCalls: SystemCalls {
  let spawner: OpaquePointer?
  /// The environment of the last spawn, as exec takes it.
  var environment: EnvironmentBlock?
  let ready: UnsafeMutableBufferPointer<proclab_ready>

  /// Prepares the stack and the shared page that spawning needs. Without memory for them,
  /// ``spawn(_:)`` throws `noMemory`.
  public init() {
    spawner = proclab_spawner_create()
    ready = .allocate(capacity: 1024)
  }

  deinit {
    proclab_spawner_destroy(spawner)
    ready.deallocate()
  }

  /// Turns a negative answer into the error that it stands for.
  @inline(__always)
  func check<Answer: SignedInteger>(_ answer: Answer) throws(Errno) -> Answer {
    if answer < 0 { throw Errno(rawValue: CInt(truncatingIfNeeded: -answer)) }
    return answer
  }

  /// See ``SystemCalls``.
  public func now() -> Instant {
    Instant(nanoseconds: proclab_now())
  }

  /// See ``SystemCalls``.
  public func pause(_ duration: Duration) {
    _ = proclab_pause(max(0, duration.wholeNanoseconds))
  }

  /// See ``SystemCalls``.
  public func openPoll() throws(Errno) -> Int32 {
    try check(proclab_epoll_create())
  }

  /// See ``SystemCalls``.
  public func control(
    _ poll: Int32, _ operation: PollOperation, _ descriptor: Int32, _ interest: Readiness.Flags,
    token: UInt64
  ) throws(Errno) {
    _ = try check(
      proclab_epoll_control(poll, operation.rawValue, descriptor, interest.rawValue, token))
  }

  /// See ``SystemCalls``.
  public func wait(_ poll: Int32, into list: inout [Readiness], atMost: Duration?) throws(Errno) {
    list.removeAll(keepingCapacity: true)
    let time = atMost.map { max(0, $0.wholeNanoseconds) } ?? -1
    let count = try check(
      proclab_epoll_wait(poll, ready.baseAddress, Int32(ready.count), time))
    for index in 0..<Int(count) {
      let one = ready[index]
      list.append(Readiness(token: one.token, flags: Readiness.Flags(rawValue: one.events)))
    }
  }
}
