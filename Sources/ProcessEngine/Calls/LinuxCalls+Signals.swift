internal import CProcess
internal import Glibc
public import SystemPackage

extension LinuxCalls {
  /// A bit for each signal.
  private func bits(_ signals: [Signal]) -> UInt64 {
    signals.reduce(0) { $0 | 1 << UInt64($1.number - 1) }
  }

  /// See ``SystemCalls``.
  public func block(_ signals: [Signal]) throws(Errno) -> UInt64 {
    var before: UInt64 = 0
    _ = try check(proclab_block(bits(signals), &before))
    return before
  }

  /// See ``SystemCalls``.
  public func setMask(_ mask: UInt64) {
    _ = proclab_set_mask(mask)
  }

  /// See ``SystemCalls``.
  public func openSignals(_ signals: [Signal]) throws(Errno) -> Int32 {
    try check(proclab_signalfd(bits(signals)))
  }

  /// See ``SystemCalls``.
  public func takeSignals(_ descriptor: Int32) throws(Errno) -> [SignalNote] {
    let capacity = Int(PROCLAB_SIGNALS)
    let answer = withUnsafeTemporaryAllocation(of: proclab_signal.self, capacity: capacity) {
      taken -> (count: Int32, notes: [SignalNote]) in
      let count = proclab_signalfd_take(descriptor, taken.baseAddress)
      let notes = taken.prefix(Int(max(0, count))).compactMap { one in
        Signal(number: one.number).map { SignalNote(signal: $0, pid: one.pid, code: one.code) }
      }
      return (count, notes)
    }
    _ = try check(answer.count)
    return answer.notes
  }

  /// See ``SystemCalls``.
  public func openBell() throws(Errno) -> Int32 {
    try check(proclab_child_bell_open())
  }

  /// See ``SystemCalls``.
  public func clearBell(_ descriptor: Int32) {
    proclab_child_bell_clear(descriptor)
  }

  /// See ``SystemCalls``.
  public func ringOtherBells(_ descriptor: Int32) {
    proclab_child_bell_ring_others(descriptor)
  }

  /// See ``SystemCalls``.
  public func closeBell(_ descriptor: Int32) {
    proclab_child_bell_close(descriptor)
  }

  /// See ``SystemCalls``.
  public func stopSelf() {
    proclab_stop_self(SIGTSTP)
  }
}
