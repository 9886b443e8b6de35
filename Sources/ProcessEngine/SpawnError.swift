/// Why a program could not be started: nothing runs, nothing is left behind.
public struct SpawnError: Error, Hashable, Sendable {
  /// Which step failed, in the engine before the child existed or in the child before exec.
  public enum Stage: Hashable, Sendable {
    /// The request itself: an empty argument vector, a NUL byte in a word.
    case request
    /// Room for one more child: a limit that would be passed, named in `limit`.
    case admission
    /// Opening the file behind a stream; the path as it was given.
    case open(path: String)
    /// Making a pipe.
    case pipe
    /// Making the process (clone(2)).
    case clone
    /// Entering the working folder.
    case directory(path: String)
    /// Making the PID namespace of an isolated process (unshare(2)): the machine doesn't allow it.
    case isolate
    /// Anything else between clone and exec, by the name of its system call.
    case setup(String)
    /// The exec itself.
    case exec
  }

  /// The limit that was in the way.
  public enum Limit: Hashable, Sendable {
    /// Descriptors of this process (`RLIMIT_NOFILE`), and how many it may have.
    case descriptors(UInt64)
    /// Processes of this user (`RLIMIT_NPROC`), and how many there may be.
    case processes(UInt64)
    /// Processes of the container (`pids.max`).
    case controlGroup(UInt64)
    /// Process numbers of the system (`pid_max`, `threads-max`).
    case system(UInt64)
    /// Memory.
    case memory
  }

  /// Which step failed.
  public let stage: Stage
  /// The kernel's error number (errno(3)); 0 where the engine itself refused.
  public let errno: Int32
  /// The limit in the way, where one is known.
  public let limit: Limit?

  /// Says what failed, where and why.
  public init(stage: Stage, errno: Int32, limit: Limit? = nil) {
    self.stage = stage
    self.errno = errno
    self.limit = limit
  }
}
