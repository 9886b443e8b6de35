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

    /// The child borrows our memory until exec (`CLONE_VM`).
    public static let shareMemory = Ways(rawValue: 1)
    /// The child borrows our descriptors, and copies only the low ones (`CLONE_FILES`).
    public static let shareDescriptors = Ways(rawValue: 2)
    /// The process descriptor comes with the process (`CLONE_PIDFD`).
    public static let returnDescriptor = Ways(rawValue: 4)
    /// close_range(2), Linux 5.9.
    public static let closeRange = Ways(rawValue: 8)
    /// The best way.
    public static let all: Ways = [.shareMemory, .shareDescriptors, .returnDescriptor, .closeRange]
  }

  /// The paths to try in order.
  public var candidates: [[UInt8]]
  /// The argument vector.
  public var arguments: [[UInt8]]
  /// `NAME=value` entries.
  public var environment: [[UInt8]]
  /// The folder to enter.
  public var directory: String?
  /// Descriptors of ours that become 0, 1 and 2; each above 2 and below `firstUnreserved`.
  public var input: Int32
  /// What becomes 1.
  public var output: Int32
  /// What becomes 2.
  public var error: Int32
  /// Our descriptors from here on are not even copied.
  public var firstUnreserved: Int32
  /// Whether the input is a terminal, to become the controlling one.
  public var hasTerminal = false
  /// The file mode creation mask.
  public var umask: UInt32?
  /// Added to the nice value.
  public var niceness: Int32 = 0
  /// The signal when this process ends.
  public var deathSignal: Signal?
  /// Whether it gets a PID namespace of its own.
  public var isIsolated = false
  /// Limits to set, in order.
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
    /// Which.
    public let resource: Resource
    /// To what.
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
  /// prctl(2).
  case deathSignal
  /// The parent is gone.
  case parent
  /// execve(2).
  case exec
  /// The namespaces of an isolated process (unshare(2)).
  case isolate
}
