/// What a person gave when asked for an entry.
///
/// An entry may span several lines: it ends where the host no longer finds it incomplete.
public enum Line: Equatable {
  /// An entry that was typed, recalled, or edited, without its final newline.
  case text(String)
  /// Several lines that a paste, ending in a newline, submitted at once: pasted, not typed.
  case pasted(String)
  /// The entry was cancelled: Ctrl-C, or Ctrl-D before a block was complete.
  case interrupted
  /// Ctrl-D on an empty line, a terminal that hung up, or the host's `Wake.end`.
  case endOfInput
}
