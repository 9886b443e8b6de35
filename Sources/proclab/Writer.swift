import CProcess
import Glibc
import ProcessEngine

/// Writes whole lines to a descriptor, gathered until somebody waits for them.
///
/// A reader that went away (EPIPE) is no error, unless SIGPIPE is ignored: what is written after that
/// is dropped, and `isBroken` tells. A reader that doesn't read holds us up, but not against a signal
/// that asks this process to end: from then on only what there is room for is written, so that the
/// signal can be heard.
final class Writer {
  private let descriptor: Int32
  private var pending: [UInt8] = []
  /// Whether nobody reads any more.
  private(set) var isBroken = false

  /// Why standard output could not be written; nil where it could, or where nobody reads any more and
  /// SIGPIPE says so.
  static var lostOutput: Int32? { lost.errno }
  private static let lost = Lost()

  /// Of this process, which has one standard output and writes to it from one thread.
  private final class Lost: @unchecked Sendable {
    var errno: Int32?
  }

  /// Whether a reader that doesn't read is waited for.
  private var isPatient = true

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Adds a line.
  func line(_ text: String) {
    pending.append(contentsOf: text.utf8)
    pending.append(UInt8(ascii: "\n"))
    if pending.count > 65_536 { flush() }
  }

  /// Adds what is no whole line.
  func text(_ text: String) {
    pending.append(contentsOf: text.utf8)
  }

  /// Adds what is no text.
  func bytes(_ bytes: [UInt8]) {
    pending += bytes
  }

  /// Adds lines.
  func lines(_ texts: [String]) {
    for text in texts { line(text) }
  }

  /// Waits for no reader any more: this process is about to end.
  func hurry() {
    isPatient = false
  }

  /// Writes all that was added (write(2)), waiting where a terminal or pipe is full.
  func flush() {
    var start = 0
    while !isBroken, start < pending.count, hasRoom() {
      let piece = pending[start...].prefix(Writer.piece)
      let count = piece.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        start += count
      } else if errno != EAGAIN, errno != EINTR {
        isBroken = true
        let error = errno
        if descriptor == 1, error != EPIPE || SessionHost.isIgnored(.pipe) {
          Writer.lost.errno = error
        }
      }
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// What a pipe that has room takes without waiting (`PIPE_BUF`, pipe(7)).
  private static let piece = 4096

  /// Waits until something can be written; false when a signal came that should be heard instead. It
  /// is blocked, and left pending for the session.
  private func hasRoom() -> Bool {
    var wanted = [pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)]
    if poll(&wanted, 1, 0) == 1 { return true }
    guard isPatient else { return false }
    let signals = proclab_signalfd(Writer.endingSignals)
    defer { if signals >= 0 { close(signals) } }
    wanted.append(pollfd(fd: signals, events: Int16(POLLIN), revents: 0))
    while poll(&wanted, 2, -1) < 0, errno == EINTR {}
    isPatient = wanted[1].revents == 0
    return wanted[0].revents != 0
  }

  /// What ends a session, or a line, as a set of the kernel's.
  private static let endingSignals: UInt64 = ([SIGINT] + Foreground.endingSignals)
    .reduce(0) { $0 | 1 << UInt64($1 - 1) }
}
