import Glibc
import Interpreter
import ProcessEngine

/// The person who presses Enter for the next step.
struct EnterKey {
  private let session: Session
  private(set) var isGone = false

  init(_ session: Session) {
    self.session = session
  }

  /// Waits for Enter; throws when a signal came instead. After Ctrl-D it no longer waits.
  ///
  /// Returns whether the terminal has shown the end of a line.
  mutating func wait() throws(Failure) -> Bool {
    guard !isGone else { return false }
    session.engine.watch(0)
    defer { session.engine.unwatch(0) }
    while true {
      switch session.engine.wait(until: nil) {
      case .readable:
        guard Foreground.isOurs else {
          _ = Foreground.wait(stoppedBy: SIGTTIN)
          continue
        }
        var line = [UInt8](repeating: 0, count: 4096)
        let count = read(0, &line, line.count)
        if count > 0 { return line[count - 1] == UInt8(ascii: "\n") }
        if count == 0 || (errno != EINTR && errno != EAGAIN) {
          isGone = true
          return false
        }
      case .signal(let signal): try session.handle(signal)
      case .events: session.absorb()
      case .deadline: continue
      }
    }
  }
}
