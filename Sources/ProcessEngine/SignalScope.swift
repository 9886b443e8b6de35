/// Whom a signal is meant for.
public enum SignalScope: Hashable, Sendable {
  /// The one process that was started.
  case only
  /// Its process group (setpgid(2)), as long as the one that was started is unreaped.
  case group
  /// The process and all its descendants, each once, wherever they moved.
  case tree
}
