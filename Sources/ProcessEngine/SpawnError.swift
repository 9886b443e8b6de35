/// Why a program could not be started: nothing runs, nothing is left behind.
public struct SpawnError: Error, Hashable, Sendable {
  /// Which step failed, in the engine before the child existed or in the child before exec.
  public enum Stage: Hashable, Sendable {
    /// The request itself: an empty argument vector (0), a NUL byte in a word or standard output as
    /// its own target (`EINVAL`), a child that is not initial (`EALREADY`).
    case request
    /// Room for one more child: a limit that would be passed, named in
    /// ``SpawnError/limit-swift.property`` where one is known.
    case admission
    /// Opening the file behind a stream; the path as it was given.
    case open(path: String)
    /// Making a pipe.
    case pipe
    /// Making the process (clone(2)).
    case clone
    /// Entering the working folder.
    case directory(path: String)
    /// Making the namespaces of an isolated process (unshare(2)): the machine doesn't allow it.
    case isolate
    /// Adding to the nice value, and what was to be added (setpriority(2)).
    case niceness(Int32)
    /// Setting a limit of the child: to how much, and the bound that this is above (prlimit(2)).
    case limit(Resource, UInt64, above: Bound)
    /// Any other step, by the name of its system call: `setsid`, `prlimit`, `pidfd_open`, …
    case setup(String)
    /// The exec itself (execve(2)), or no such program in any folder of the `PATH`.
    case exec
  }

  /// What a limit may not be set above.
  public enum Bound: Hashable, Sendable {
    /// The hard limit of this process (getrlimit(2)).
    case hard(UInt64)
    /// What the system allows any process (`fs.nr_open`, proc_sys_fs(5)).
    case system(UInt64)
  }

  /// The limit that was in the way.
  public enum Limit: Hashable, Sendable {
    /// Descriptors of this process (`RLIMIT_NOFILE`), and how many it may have.
    case descriptors(UInt64)
    /// Processes of this user (`RLIMIT_NPROC`), and how many there may be.
    case processes(UInt64)
    /// Processes of the control group (`pids.max`, cgroups(7)), and how many there may be.
    case controlGroup(UInt64)
    /// Processes of the system (`pid_max`, `threads-max`, proc(5)), and how many there may be.
    case system(UInt64)
    /// Memory of this process, and how many bytes it may have (`RLIMIT_AS` or `RLIMIT_DATA`,
    /// getrlimit(2)); nil where neither of them is set.
    case memory(UInt64?)
  }

  /// Which step failed.
  public let stage: Stage
  /// The error number (errno(3)); 0 for an empty argument vector, which has none.
  public let errno: Int32
  /// The limit in the way, where one is known; for want of processes the one that most likely is,
  /// since the kernel has one error for all of them (`EAGAIN`, clone(2)).
  public let limit: Limit?

  /// Says what failed, where and why.
  public init(stage: Stage, errno: Int32, limit: Limit? = nil) {
    self.stage = stage
    self.errno = errno
    self.limit = limit
  }
}
