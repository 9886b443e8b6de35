/// What ends a soak before its time.
enum SoakFailure: Error {
  /// Nothing could be set up.
  case setup(String)
  /// A signal asked it to end.
  case interrupted
  /// So much was wrong that more would tell nothing.
  case enough
}
