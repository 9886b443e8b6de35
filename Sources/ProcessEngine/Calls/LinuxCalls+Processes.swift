internal import CProcess
internal import Glibc
public import SystemPackage

extension LinuxCalls {
  /// See ``SystemCalls``.
  public func openProcess(_ pid: Int32) throws(Errno) -> Int32 {
    try check(proclab_pidfd_open(pid))
  }

  /// See ``SystemCalls``.
  public func send(_ signal: Signal?, to process: Int32, group: Bool) throws(Errno) {
    // PIDFD_SIGNAL_PROCESS_GROUP
    _ = try check(proclab_pidfd_send(process, signal?.number ?? 0, group ? 4 : 0))
  }

  /// See ``SystemCalls``.
  public func send(_ signal: Signal, toGroup group: Int32) throws(Errno) {
    _ = try check(proclab_kill_group(group, signal.number))
  }

  /// See ``SystemCalls``.
  public func wait(_ target: WaitTarget, _ options: WaitOptions) throws(Errno) -> WaitNote? {
    let (type, identity): (Int32, Int32) =
      switch target {
      case .pid(let pid): (1, pid)
      case .process(let descriptor): (3, descriptor)
      }
    var told = proclab_wait()
    _ = try check(proclab_wait(type, identity, options.rawValue | WNOHANG, &told))
    guard told.pid != 0, let change = WaitNote.Change(code: told.code, status: told.status)
    else { return nil }
    let usage = Usage(
      user: .microseconds(told.user_microseconds), system: .microseconds(told.system_microseconds),
      peakResidentBytes: UInt64(max(0, told.peak_kilobytes)) << 10)
    return WaitNote(pid: told.pid, change: change, usage: usage)
  }

  /// See ``SystemCalls``.
  public func exitStatus(_ process: Int32) throws(Errno) -> ExitStatus {
    var status: Int32 = 0
    _ = try check(proclab_pidfd_exit_status(process, &status))
    guard let signal = Signal(number: status & 0x7f) else { return .exited(status >> 8 & 0xff) }
    return .signaled(signal, dumpedCore: status & 0x80 != 0)
  }

  /// See ``SystemCalls``.
  public func setSubreaper(_ on: Bool) throws(Errno) -> Bool {
    let before = try check(proclab_get_subreaper())
    _ = try check(proclab_set_subreaper(on ? 1 : 0))
    return before != 0
  }

  /// See ``SystemCalls``.
  public func limit(_ resource: Resource) throws(Errno) -> ResourceLimit {
    var limit = ResourceLimit(soft: 0, hard: 0)
    _ = try check(proclab_get_limit(resource.rawValue, &limit.soft, &limit.hard))
    return limit
  }

  /// See ``SystemCalls``.
  public func setLimit(_ resource: Resource, _ limit: ResourceLimit) throws(Errno) {
    _ = try check(proclab_set_limit(resource.rawValue, limit.soft, limit.hard))
  }

  /// See ``SystemCalls``.
  public func probeMemory(_ bytes: Int, asksAnew: Bool) throws(Errno) {
    _ = try check(proclab_probe_memory(Int64(bytes), asksAnew ? 1 : 0))
  }

  /// See ``SystemCalls``.
  public func allocate(_ bytes: Int) throws(Errno) -> UnsafeMutableRawPointer {
    guard let memory = malloc(bytes) else { throw .noMemory }
    return memory
  }

  /// See ``SystemCalls``.
  public func peakResidentBytes() -> UInt64 {
    UInt64(max(0, proclab_peak_kilobytes())) << 10
  }

  /// See ``SystemCalls``.
  public func identity() -> OwnIdentity {
    OwnIdentity(
      pid: getpid(), thread: proclab_thread(), group: getpgrp(), session: getsid(0),
      user: geteuid())
  }
}

extension WaitNote.Change {
  /// Reads a `CLD_` code; nil for one that the kernel doesn't have.
  fileprivate init?(code: Int32, status: Int32) {
    switch (code, Signal(number: status)) {
    case (1, _): self = .ended(.exited(status))
    case (2, let signal?): self = .ended(.signaled(signal, dumpedCore: false))
    case (3, let signal?): self = .ended(.signaled(signal, dumpedCore: true))
    case (4, let signal?), (5, let signal?): self = .stopped(signal)
    case (6, _): self = .continued
    default: return nil
    }
  }
}
