/// A launch with every name looked up and every descriptor open: what the kernel is asked for.
public struct SpawnRequest: Hashable, Sendable {
  /// The ways of making a process that may be used.
  public struct Ways: OptionSet, Hashable, Sendable {
    /// As `CProcess` counts them.
    public let rawValue: UInt32

    /// The ways of those bits.
    public init(rawValue: UInt32) {
      self.rawValue = rawValue
    }

    /// The child borrows our memory until exec (`CLONE_VM`, clone(2)).
    public static let shareMemory = Ways(rawValue: 1)
    /// The child borrows our descriptors, and copies only the low ones (`CLONE_FILES`, clone(2),
    /// and `CLOSE_RANGE_UNSHARE`, Linux 5.9). Needs ``closeRange``.
    public static let shareDescriptors = Ways(rawValue: 2)
    /// The process descriptor comes with the process (`CLONE_PIDFD`, Linux 5.2).
    public static let returnDescriptor = Ways(rawValue: 4)
    /// close_range(2), Linux 5.9.
    public static let closeRange = Ways(rawValue: 8)
    /// All of them, which is the best way.
    public static let all: Ways = [.shareMemory, .shareDescriptors, .returnDescriptor, .closeRange]
  }

  /// The paths to try in order; missing ones are passed over, as by execvp(3).
  public var candidates: [[UInt8]]
  /// The argument vector.
  public var arguments: [[UInt8]]
  /// `NAME=value` entries (environ(7)).
  public var environment: [[UInt8]]
  /// One more such entry, which is another each time; nil for none. Apart, so that the others, which
  /// are mostly the same, need not be laid out anew.
  public var marker: [UInt8]?
  /// The folder to enter (chdir(2)), or nil.
  public var directory: String?
  /// The descriptor of ours that becomes 0; above 2 and below ``firstUnreserved``, as the others.
  public var input: Int32
  /// The descriptor of ours that becomes 1.
  public var output: Int32
  /// The descriptor of ours that becomes 2.
  public var error: Int32
  /// Our descriptors from here on are not even copied.
  public var firstUnreserved: Int32
  /// Whether the input is a terminal, to become the controlling one (`TIOCSCTTY`, ioctl_tty(2)).
  public var hasTerminal = false
  /// The file mode creation mask (umask(2)), or nil to inherit.
  public var umask: UInt32?
  /// Added to the nice value, up to 19 (setpriority(2)).
  public var niceness: Int32 = 0
  /// The signal when this thread ends (`PR_SET_PDEATHSIG`), or nil.
  public var deathSignal: Signal?
  /// Whether it gets a PID namespace of its own (pid_namespaces(7)); only ``Ways/closeRange`` goes
  /// with it.
  public var isIsolated = false
  /// Limits to set, in order (prlimit(2)).
  public var limits: [LimitSetting] = []
  /// The ways that may be used.
  public var ways = Ways.all

  /// Asks for a program on three descriptors, in the engine's own folder, and nothing else.
  public init(
    candidates: [[UInt8]], arguments: [[UInt8]], environment: [[UInt8]], input: Int32,
    output: Int32, error: Int32, firstUnreserved: Int32
  ) {
    self.candidates = candidates
    self.arguments = arguments
    self.environment = environment
    self.input = input
    self.output = output
    self.error = error
    self.firstUnreserved = firstUnreserved
  }

  /// One limit to set in the child.
  public struct LimitSetting: Hashable, Sendable {
    /// What is limited.
    public let resource: Resource
    /// What it is limited to, in the unit of the resource.
    public let limit: ResourceLimit

    /// Sets a limit.
    public init(_ resource: Resource, _ limit: ResourceLimit) {
      self.resource = resource
      self.limit = limit
    }
  }
}

/// What came of a request.
public enum SpawnReply: Hashable, Sendable {
  /// The program runs; `descriptor` is nil where the kernel gave none with the process.
  case running(pid: Int32, descriptor: Int32?)
  /// The program runs in a PID namespace of its own, whose init is a child of this process too.
  case isolated(pid: Int32, namespaceInit: Int32)
  /// The child failed before exec and is already reaped.
  case failed(ChildStep, errno: Int32)
}

/// The steps of a child before exec that can fail, as `CProcess` counts them.
public enum ChildStep: Int32, Hashable, Sendable {
  /// setsid(2).
  case session = 1
  /// A copy of the low descriptors (close_range(2) with `CLOSE_RANGE_UNSHARE`).
  case unshare
  /// Putting the streams in place (dup3(2)).
  case streams
  /// The controlling terminal (`TIOCSCTTY`).
  case terminal
  /// chdir(2).
  case directory
  /// setpriority(2).
  case nice
  /// prlimit(2).
  case limit
  /// prctl(2) with `PR_SET_PDEATHSIG`.
  case deathSignal
  /// The parent is gone: it ended before its death signal was set (getppid(2)).
  case parent
  /// execve(2).
  case exec
  /// The namespaces of an isolated process (unshare(2)).
  case isolate
}
