import CProcess
import Glibc

/// The right to change the terminal that this process was started at, or to read from it.
///
/// To a process in the background the kernel gives a signal for it that stops, and begins the call
/// anew whenever the process is continued (`ERESTARTSYS`). One that is blocked, to be heard later,
/// would never be: so the question comes first, and the stop is our own.
enum Foreground {
  /// Waits, stopped as the kernel would stop us, until the terminal is ours to use; false where a
  /// signal came that ends this process, which then has to leave the terminal alone.
  static func wait(stoppedBy signal: Int32 = SIGTTOU) -> Bool {
    while !isOurs {
      if isToEnd { return false }
      // In an orphaned group nobody could continue us: there the call fails instead of stopping.
      guard proclab_stop_self(signal) else { return true }
    }
    return true
  }

  /// Whether our group is in front, or standard input is no terminal of ours.
  static var isOurs: Bool {
    let front = tcgetpgrp(0)
    return front < 0 || front == getpgrp()
  }

  /// The signals by which a session ends; Ctrl-C is about a line.
  static let endingSignals = [SIGTERM, SIGHUP, SIGQUIT, Int32(PROCLAB_KEEPER_DIED)]

  /// Whether one of them waits to be heard.
  private static var isToEnd: Bool {
    var pending = sigset_t()
    sigpending(&pending)
    return endingSignals.contains { sigismember(&pending, $0) == 1 }
  }
}
