/// What the host's one waiting place reports while the editor waits for a key.
public enum Wake: Equatable {
  /// The terminal is readable, or may be: a report too many does no harm.
  case input
  /// Ctrl-C: the entry is cancelled.
  case interrupt
  /// The window changed its size.
  case resized
  /// Ctrl-Z: the terminal is handed back, `Host.suspend` called, and the line drawn anew.
  case suspend
  /// The program was stopped without being asked, and goes on: the terminal is taken anew, and the
  /// line drawn where its cursor stands now.
  case continued
  /// Complete lines, escaped and styled, to be shown above the line being typed.
  ///
  /// The prompt is asked for again after them, since what they tell often changes it.
  case notices([String])
  /// The program must end: reading gives `Line.endOfInput` at once.
  case end
}
