/// A process that a child started, directly or not, as a walk found it.
public struct Descendant: Hashable, Sendable {
  /// Its number, as the engine's process sees it.
  public let pid: Int32
  /// Its parent's number; of an orphan that of the engine's process, or of its namespace's init.
  public let parent: Int32
  /// Its process group.
  public let group: Int32
  /// Its session.
  public let session: Int32
  /// The kernel's letter for its state: R, S, D, T, Z, … (proc_pid_stat(5)); `?` of a child that
  /// can't be looked at.
  public let state: Character
  /// The first 15 bytes of its program's name, or what it calls itself (`PR_SET_NAME`); what is not
  /// UTF-8 is replaced.
  public let command: String
  /// When it started, in clock ticks since the machine's start, of which a second has
  /// `sysconf(_SC_CLK_TCK)`: with the pid, its name for good.
  public let startTicks: UInt64
  /// Whether its parent has ended, and the engine's process or the init of its namespace adopted
  /// it.
  public let isOrphan: Bool

  /// Whether it has ended and nobody has reaped it.
  public var isZombie: Bool { state == "Z" || state == "X" }

  /// Whether it is stopped, by a signal or by a tracer.
  public var isStopped: Bool { state == "T" || state == "t" }

  /// Whether it counts as at rest: who can't be looked at would be waited for in vain.
  var isAtRest: Bool { isStopped || state == "?" }

  /// Stands for a child itself that `/proc` doesn't show.
  init(unseen record: Record, parent: Int32) {
    pid = record.pid
    self.parent = parent
    group = record.pid
    session = record.pid
    state = record.state.exitStatus == nil && record.ending == nil ? "?" : "Z"
    command = ""
    startTicks = 0
    isOrphan = false
  }

  /// Describes what the kernel says of a process.
  init(_ stat: ProcessStat, isOrphan: Bool) {
    pid = stat.pid
    parent = stat.parent
    group = stat.group
    session = stat.session
    state = stat.state
    command = stat.command
    startTicks = stat.start
    self.isOrphan = isOrphan
  }

  /// Its name for good.
  var key: ProcessKey { ProcessKey(pid: pid, start: startTicks) }
}
