import Glibc

/// What the terminal of standard output can show, as the environment tells.
enum TerminalAbility {
  /// Whether the environment asks for no colour (no-color.org), or the terminal has none.
  static var isColourless: Bool {
    if let wish = getenv("NO_COLOR"), wish.pointee != 0 { return true }
    return !canErase
  }

  /// Whether the terminal knows escape codes.
  static var canErase: Bool {
    guard let terminal = getenv("TERM") else { return false }
    return terminal.pointee != 0 && strcmp(terminal, "dumb") != 0
  }
}
