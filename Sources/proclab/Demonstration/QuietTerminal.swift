import Glibc

/// The terminal of a person whose keys are not to be seen where a demonstration stands, but for the
/// Enter that ends its line (termios(3)).
final class QuietTerminal {
  private var before: termios?

  /// Whether keys are not shown now.
  var isQuiet: Bool { before != nil }

  /// Shows no keys from now on; of no effect where there is no terminal.
  func begin() {
    var modes = termios()
    guard before == nil, tcgetattr(0, &modes) == 0 else { return }
    before = modes
    modes.c_lflag &= ~tcflag_t(ECHO)
    modes.c_lflag |= tcflag_t(ECHONL)
    tcsetattr(0, TCSANOW, &modes)
  }

  /// Shows them again, if they were shown before.
  func end() {
    guard var modes = before else { return }
    before = nil
    tcsetattr(0, TCSANOW, &modes)
  }
}
