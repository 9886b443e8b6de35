import Glibc
import Interpreter
import LineEditor
import ProcessEngine

/// The terminal of the prompt while a process has it: keys pass as they are pressed, and nothing
/// that is written is changed, but for newlines.
final class HandedTerminal: PersonTerminal {
  let descriptor: Int32 = 0
  private unowned let output: PromptOutput
  private var modesBefore: termios?
  private var screen = PrivateModes()
  private var isAtLineStart = true
  private var lastByte: UInt8 = 0

  init(_ output: PromptOutput) {
    self.output = output
  }

  var size: TerminalSize? {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0, size.ws_col > 0 else {
      return nil
    }
    return TerminalSize(rows: size.ws_row, columns: size.ws_col)
  }

  func take(after earlier: [UInt8]) {
    output.hold()
    var modes = termios()
    if tcgetattr(descriptor, &modes) == 0 {
      modesBefore = modes
      cfmakeraw(&modes)
      tcsetattr(descriptor, TCSADRAIN, &modes)
    }
    screen = PrivateModes()
    screen.read(earlier)
    (isAtLineStart, lastByte) = (true, 0)
    write(Array(screen.setting.utf8))
  }

  func giveBack() {
    var calm = ""
    if output.canErase {
      calm = screen.undoing
      // Colours, the rows that scroll (which moves the cursor), the keypad.
      calm += "\u{1b}[0m\u{1b}7\u{1b}[r\u{1b}8\u{1b}>"
    }
    if !isAtLineStart, !screen.hasOtherScreen { calm += "\r\n" }
    write(Array(calm.utf8))
    if var modes = modesBefore { tcsetattr(descriptor, TCSADRAIN, &modes) }
    modesBefore = nil
    output.release()
  }

  func keys() -> [UInt8]? {
    var keys: [UInt8] = []
    // One by one: what follows the key that ends this is for the next line.
    repeat {
      var key: UInt8 = 0
      let count = Glibc.read(descriptor, &key, 1)
      if count == 1 { keys.append(key) }
      if count == 0 { return keys.isEmpty ? nil : keys }
      if count < 0 { return keys.isEmpty && errno != EINTR && errno != EAGAIN ? nil : keys }
    } while keys.last != 0x1D && isReadable && keys.count < 4096
    return keys
  }

  private var isReadable: Bool {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&wanted, 1, 0) == 1
  }

  func show(_ bytes: [UInt8], lacksReturns: Bool) {
    guard let last = bytes.last else { return }
    screen.read(bytes)
    isAtLineStart = last == UInt8(ascii: "\n")
    // On the other screen a program moves the cursor as it likes, also straight down.
    guard lacksReturns, !screen.hasOtherScreen else { return write(bytes) }
    var whole: [UInt8] = []
    whole.reserveCapacity(bytes.count + bytes.count / 16)
    for byte in bytes {
      if byte == UInt8(ascii: "\n"), lastByte != UInt8(ascii: "\r") {
        whole.append(UInt8(ascii: "\r"))
      }
      whole.append(byte)
      lastByte = byte
    }
    write(whole)
  }

  private func write(_ bytes: [UInt8]) {
    let writer = Writer(1)
    writer.bytes(bytes)
    writer.flush()
  }
}
