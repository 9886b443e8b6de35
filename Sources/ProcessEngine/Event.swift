/// Something that happened to a child, in the order in which the engine learned of it.
public struct Event: Hashable, Sendable {
  /// What happened.
  public enum Kind: Hashable, Sendable {
    /// Exec has succeeded (execve(2)).
    case started(pid: Int32)
    /// A signal stopped it. What is continued again before the engine looks is not told.
    case paused(Signal)
    /// It was continued.
    case resumed
    /// It ended; all that it wrote itself has been read. Without usage where somebody else reaped
    /// it.
    case exited(ExitStatus, Usage?)
    /// It was reaped: its pid is free (waitid(2)).
    case reaped
    /// It wrote; at most one such event for each stream and each round of the loop.
    case wrote(Stream)
    /// A stream reached its end: every holder of its other side is gone.
    case closed(Stream)
    /// It no longer reads its standard input (`EPIPE`), or we have closed our end; what was queued
    /// is written or lost.
    case inputClosed
    /// A signal was sent to these pids by the engine; never told of nobody.
    case signalled(Signal, pids: [Int32])
    /// A descendant whose parent ended was adopted by the engine's process
    /// (`PR_SET_CHILD_SUBREAPER`).
    case adopted(pid: Int32)
    /// An adopted descendant ended and was reaped; lost, where something else in this process did
    /// that.
    case orphanEnded(pid: Int32, ExitStatus)
    /// Nothing that it started is left, as far as the engine can tell.
    case treeEmptied
  }

  /// When the engine learned of it; of a start, just before its clone(2).
  public let time: Instant
  /// Whom it happened to; nil for an orphan that nothing attributes to a child.
  public let child: ChildID?
  /// What happened.
  public let kind: Kind

  /// Notes an event; the engine does that itself.
  public init(time: Instant, child: ChildID?, kind: Kind) {
    self.time = time
    self.child = child
    self.kind = kind
  }
}
