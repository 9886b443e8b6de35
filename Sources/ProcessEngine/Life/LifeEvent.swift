/// What can happen to a life.
public enum LifeEvent: Hashable, Sendable {
  /// Exec has succeeded.
  case execSucceeded
  /// A signal stopped it.
  case stopped(Signal)
  /// It was continued.
  case continued
  /// It ended, and what it had written has been read.
  case ended(ExitStatus)
  /// Nothing that it started is left.
  case treeEmptied
}

/// What a change of life makes the engine do.
public enum LifeAction: Hashable, Sendable {
  /// Tell that it started.
  case tellStarted
  /// Tell that it was paused.
  case tellPaused(Signal)
  /// Tell that it was resumed.
  case tellResumed
  /// Tell that it ended.
  case tellExited(ExitStatus)
  /// Find out whether anything that it started is left.
  case lookForTree
  /// Reap it: from here on its number is free.
  case reap
  /// Tell that it is reaped.
  case tellReaped
}
