/// A kind of limit that the kernel keeps for each process (getrlimit(2)).
public enum Resource: Int32, CaseIterable, Hashable, Sendable {
  /// Processor time in seconds (`RLIMIT_CPU`).
  case processorTime = 0
  /// Bytes of a file that is written (`RLIMIT_FSIZE`).
  case fileSize = 1
  /// Bytes of memory of its own, which nothing else can be read from (`RLIMIT_DATA`).
  case data = 2
  /// Bytes of a core file (`RLIMIT_CORE`).
  case coreSize = 4
  /// The number of processes of the user, not only of this one (`RLIMIT_NPROC`); root has no such
  /// limit.
  case processes = 6
  /// One more than the highest number of a descriptor (`RLIMIT_NOFILE`).
  case descriptors = 7
  /// Bytes of address space (`RLIMIT_AS`).
  case addressSpace = 9
}

/// A limit in the unit of its resource: the soft one binds, and may be raised up to the hard one
/// (getrlimit(2)).
public struct ResourceLimit: Hashable, Sendable {
  /// What binds; `UInt64.max` is no limit.
  public var soft: UInt64
  /// How far it may be raised; `UInt64.max` is no limit.
  public var hard: UInt64

  /// A limit.
  public init(soft: UInt64, hard: UInt64) {
    self.soft = soft
    self.hard = hard
  }
}

/// How a file behind a child's stream is opened (open(2)).
public enum OpenMode: Hashable, Sendable {
  /// For reading. Never waits: a FIFO without a writer is open at once.
  case reading
  /// For writing, created or emptied. Never waits: a FIFO without a reader is `ENXIO`.
  case writing
  /// For both, as `/dev/null` is.
  case both
}
