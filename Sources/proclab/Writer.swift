import Glibc

/// Writes whole lines to a descriptor, gathered until somebody waits for them.
///
/// A reader that went away (EPIPE) is no error: what is written after that is dropped, and
/// `isBroken` tells.
final class Writer {
  private let descriptor: Int32
  private var pending: [UInt8] = []
  /// Whether nobody reads any more.
  private(set) var isBroken = false

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

  /// Adds lines.
  func lines(_ texts: [String]) {
    for text in texts { line(text) }
  }

  /// Writes all that was added (write(2)), waiting where a terminal or pipe is full.
  func flush() {
    var start = 0
    while start < pending.count, !isBroken {
      let count = pending[start...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        start += count
      } else if errno == EAGAIN {
        // Somebody made the shared terminal non-blocking (F_SETFL is of the open file, not ours).
        var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&wanted, 1, -1)
      } else if errno != EINTR {
        isBroken = true
      }
    }
    pending.removeAll(keepingCapacity: true)
  }
}
