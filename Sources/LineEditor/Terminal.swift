internal import CLibedit
internal import Glibc

/// The descriptors of a terminal, and its size as libedit knows it.
struct Terminal {
  let input: Int32
  let output: Int32
  /// Rows and columns; read where libedit reads them too, since both must draw by the same width.
  private(set) var rows = 24
  private(set) var columns = 80

  /// `nil` where no line can be edited: no terminal, or none that can move its cursor.
  init?(input: Int32, output: Int32) {
    guard isatty(input) == 1, isatty(output) == 1, let name = getenv("TERM") else { return nil }
    let term = String(cString: name)
    guard !term.isEmpty, term != "dumb" else { return nil }
    self.input = input
    self.output = output
    measure()
  }

  /// Reads the size of the window.
  mutating func measure() {
    guard let size = Terminal.size(of: output) else { return }
    rows = size.rows
    columns = size.columns
  }

  /// The size of the window of a descriptor, `nil` where it has none.
  static func size(of descriptor: Int32) -> (rows: Int, columns: Int)? {
    var rows: Int32 = 0
    var columns: Int32 = 0
    guard le_terminal_size(descriptor, &rows, &columns) == 0, rows > 0, columns > 0 else {
      return nil
    }
    return (Int(rows), Int(columns))
  }

  /// Makes a terminal keep typed keys for the next read: it neither shows them, nor lets Ctrl-\ end
  /// the program or Ctrl-S hold up what is shown.
  static func keepKeys(on descriptor: Int32) {
    var modes = termios()
    guard tcgetattr(descriptor, &modes) == 0 else { return }
    modes.c_lflag &= ~tcflag_t(ECHO)
    modes.c_iflag &= ~tcflag_t(IXON)
    // `_POSIX_VDISABLE`, a macro that Swift can't see.
    withUnsafeMutableBytes(of: &modes.c_cc) { $0[Int(VQUIT)] = 0 }
    tcsetattr(descriptor, TCSADRAIN, &modes)
  }

  /// Whether a read would not block, after waiting for some milliseconds.
  func isReadable(within milliseconds: Int32) -> Bool {
    var descriptor = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    return poll(&descriptor, 1, milliseconds) > 0
  }

  /// What is there to read, at most `limit` bytes; empty if nothing is, `nil` at the end.
  func read(limit: Int) -> [UInt8]? {
    var isAtEnd = false
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      let result = Glibc.read(input, buffer.baseAddress, limit)
      count = max(0, result)
      // Another program may have left the terminal non-blocking.
      isAtEnd = result == 0 || (result < 0 && errno != EINTR && errno != EAGAIN)
    }
    return isAtEnd ? nil : bytes
  }

  /// Writes all bytes, however often it takes; gives up where the terminal is gone.
  static func write(_ bytes: [UInt8], to descriptor: Int32) {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
        let result = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if result > 0 {
          written += result
        } else if errno == EAGAIN {
          var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&ready, 1, -1)
        } else if errno != EINTR {
          return
        }
      }
    }
  }
}
