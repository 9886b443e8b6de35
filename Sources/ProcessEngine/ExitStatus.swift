/// How a process ended, as the kernel told its parent (waitid(2)).
public enum ExitStatus: Hashable, Sendable {
  /// It called exit: the low eight bits of its code, 0…255 (exit(3)).
  case exited(Int32)
  /// A signal ended it; `dumpedCore` is the kernel's flag, whether or not a file was written.
  case signaled(Signal, dumpedCore: Bool)
  /// Someone else reaped it, and the kernel can't say how it ended any more (since Linux 6.15 it
  /// can). Never read as success.
  case lost

  /// The code as Python's `multiprocessing` counts: 0…255, or minus the signal's number; nil when
  /// lost.
  public var code: Int32? {
    switch self {
    case .exited(let code): code
    case .signaled(let signal, _): -signal.number
    case .lost: nil
    }
  }
}
