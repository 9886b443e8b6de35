import Glibc

/// The signals of a crash, for which Swift's runtime has handlers of its own: they print pages, may
/// ask at the terminal, and go on where another process has sent the signal.
enum CrashSignals {
  /// Lets them end this process at once, so that the keeper puts everything right and whoever started
  /// us sees what has happened. One that is ignored stays so.
  static func endAtOnce() {
    for number in [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGQUIT] {
      var action = sigaction()
      guard sigaction(number, nil, &action) == 0 else { continue }
      let handler = unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      if handler != unsafeBitCast(SIG_IGN, to: Int.self) { signal(number, SIG_DFL) }
    }
  }
}
