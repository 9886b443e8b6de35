import Glibc
import Interpreter
import ProcessEngine

/// A person at a terminal that a process can be handed: presses keys when something is shown.
final class ScriptedTerminal: PersonTerminal {
  let descriptor: Int32
  private var keyboard: Int32
  var size: TerminalSize? = TerminalSize(rows: 30, columns: 100)
  /// What is typed once a text is shown, in order.
  var script: [(seen: String, keys: String)] = []
  /// All that was shown.
  private(set) var shown = ""
  /// What was said of the terminal, in order.
  private(set) var events: [String] = []

  init() {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    (descriptor, keyboard) = (ends[0], ends[1])
  }

  deinit {
    close(descriptor)
    hangUp()
  }

  /// Closes the window.
  func hangUp() {
    if keyboard >= 0 { close(keyboard) }
    keyboard = -1
  }

  func take(after earlier: [UInt8]) {
    events.append("taken after '\(String(decoding: earlier, as: UTF8.self))'")
  }

  func giveBack() { events.append("given back") }

  func keys() -> [UInt8]? {
    var keys = [UInt8](repeating: 0, count: 256)
    let count = read(descriptor, &keys, keys.count)
    return count > 0 ? Array(keys.prefix(count)) : nil
  }

  func show(_ bytes: [UInt8], lacksReturns: Bool) {
    let text = String(decoding: bytes, as: UTF8.self)
    shown += lacksReturns ? text.replacing("\n", with: "⏎\n") : text
    while let next = script.first, shown.contains(next.seen) {
      script.removeFirst()
      press(next.keys)
    }
  }

  /// Presses keys now.
  func press(_ keys: String) {
    _ = write(keyboard, keys, keys.utf8.count)
  }
}
