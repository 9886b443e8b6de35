/// What a person's eyes saw of the world before a line that was typed.
enum Observation {
  /// Another state, as the statement that waits for it.
  case state(String)
  /// More output of a running process.
  case output(Sighting)
  /// What no statement can wait for, and what it was.
  case beyondWaiting(String)
}
