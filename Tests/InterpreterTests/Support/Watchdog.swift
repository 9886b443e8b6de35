import Dispatch
import Glibc
import ProcessEngine

/// Cuts short what waits for too long: this thread gets a signal that its engine reports.
final class Watchdog {
  /// The signal, which an engine has to catch.
  static let signal = Signal(number: SIGALRM)
  private let work: DispatchWorkItem

  /// Barks after so many seconds, unless it goes away before.
  init(seconds: Int = 30) {
    let thread = Thread()
    work = DispatchWorkItem { thread.interrupt() }
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds), execute: work)
  }

  deinit { work.cancel() }

  /// The thread that made it.
  private struct Thread: Sendable {
    private let number = pthread_self()

    func interrupt() { pthread_kill(number, SIGALRM) }
  }
}
