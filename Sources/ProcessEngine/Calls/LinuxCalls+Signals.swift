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
  public func takeSignal(_ descriptor: Int32) throws(Errno) -> SignalNote? {
    var taken = proclab_signal()
    guard try check(proclab_signalfd_take(descriptor, &taken)) > 0,
      let signal = Signal(number: taken.number)
    else { return nil }
    return SignalNote(signal: signal, pid: taken.pid, code: taken.code)
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
    proclab_stop_self()
  }
}
