import Glibc
import Interpreter
import Language
import ProcessEngine

/// Takes logical lines from standard input as they come, waiting for them where the engine waits.
struct InputReader {
  /// What comes next.
  enum Next {
    case line(Program.Line, Source)
    /// A line that has nothing to run.
    case blank
    case end
    case interrupted
    case signalled(Signal)
    /// It can't be read (read(2)).
    case failed(Int32)
  }

  private let session: Session
  private var unread: [UInt8] = []
  private var lineNumber = 1
  private var isAtEnd = false
  private var failure: Int32?

  init(_ session: Session) {
    self.session = session
    session.engine.watch(0)
  }

  /// The next line, or what comes instead of one.
  mutating func next() -> Next {
    while true {
      if let line = takeLine() { return line }
      if isAtEnd { return .end }
      if let failure { return .failed(failure) }
      switch session.engine.wait(until: nil) {
      case .readable:
        // Behind a stop somebody else may have read it: so asked for anew.
        if Foreground.isOurs { readMore() } else { _ = Foreground.wait(stoppedBy: SIGTTIN) }
      case .signal(.interrupt): return .interrupted
      case .signal(let signal):
        switch signal {
        case .terminalStop: session.suspend()
        case .continue, .windowChange: break
        default: return .signalled(signal)
        }
      case .events, .deadline: session.absorb()
      }
    }
  }

  /// The first whole logical line of what has come; nil where more is needed.
  private mutating func takeLine() -> Next? {
    // A line counts only with its newline, except at the end of the input.
    guard !unread.isEmpty, isAtEnd || unread.contains(UInt8(ascii: "\n")) else { return nil }
    let source = Source(bytes: unread, firstLine: lineNumber)
    var reader = SourceReader(source)
    guard let item = reader.next() else { return nil }
    if !isAtEnd, needsMore(item, reader.offset) { return nil }
    if case .malformed = item.content, item.isPartial {
      // What stands inside was never meant to run by itself.
      unread.removeAll()
    } else {
      lineNumber += unread[..<reader.offset].count { $0 == UInt8(ascii: "\n") }
      unread.removeFirst(reader.offset)
    }
    return Program.Line(item).map { .line($0, source) } ?? .blank
  }

  /// Whether what follows could still change how this reads: it is open, or lacks its newline.
  private func needsMore(_ item: SourceItem, _ end: Int) -> Bool {
    item.isPartial || unread[end - 1] != UInt8(ascii: "\n")
  }

  private mutating func readMore() {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = read(0, &chunk, chunk.count)
    if count > 0 {
      unread += chunk[..<count]
    } else if count == 0 {
      isAtEnd = true
      session.engine.unwatch(0)
    } else if errno != EINTR, errno != EAGAIN {
      failure = errno
      session.engine.unwatch(0)
    }
  }
}
