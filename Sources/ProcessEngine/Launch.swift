/// All that is needed to start a program: plain data, prepared before anything runs.
///
/// Nothing of it is looked at before ``Engine/start(_:)``, which throws what is wrong with it.
public struct Launch: Hashable, Sendable {
  /// Where standard input comes from.
  public enum Input: Hashable, Sendable {
    /// `/dev/null`.
    case null
    /// A pipe that the engine feeds (``Engine/send(_:to:)``, ``Engine/closeInput(_:)``); it is
    /// closed when the child ends.
    case pipe
    /// A file, opened for reading by the engine, whose folder its path is relative to. A FIFO
    /// without a writer is open at once (fifo(7)).
    case file(String)
  }

  /// Where an output stream goes.
  public enum Output: Hashable, Sendable {
    /// Kept in the engine's memory, bounded by ``Launch/captureLimit``.
    case capture
    /// A file, created or emptied, opened by the engine, whose folder its path is relative to. A
    /// FIFO without a reader can't be opened (`ENXIO`, fifo(7)).
    case file(String)
    /// For standard error: wherever standard output goes. As standard output itself it is refused.
    case sameAsOutput
  }

  /// The argument vector, as bytes without NUL; it has a first word.
  ///
  /// One without a slash is looked for in the absolute folders of the `PATH` of ``environment``,
  /// else in `/bin` and `/usr/bin`, as by execvp(3); but what the kernel can't execute is not given
  /// to a shell. One with a slash is relative to ``directory``.
  public var arguments: [[UInt8]]
  /// `NAME=value` entries, as bytes without NUL: all that the child has, nothing is inherited.
  ///
  /// The engine adds a `PROCLAB_RUN` of its own (``EngineOptions/runMarker``).
  public var environment: [[UInt8]]
  /// The working folder, or nil for the engine's own; relative to the engine's own (chdir(2)).
  public var directory: String?
  /// Where standard input comes from.
  public var input = Input.null
  /// Where standard output goes.
  public var output = Output.capture
  /// Where standard error goes.
  public var error = Output.capture
  /// The file mode creation mask (umask(2)), of which the low nine bits count, or nil to inherit.
  public var umask: UInt32?
  /// Added to the nice value, up to 19 (setpriority(2)); nil changes nothing. Less than 0 takes a
  /// privilege (`CAP_SYS_NICE`, or `RLIMIT_NICE`), and is an error without it.
  public var niceness: Int32?
  /// The signal that the kernel sends to the process when the engine's thread ends, or nil
  /// (`PR_SET_PDEATHSIG`, prctl(2)).
  ///
  /// Only the process itself gets it, not what it started. The kernel takes it back when the
  /// program is set-user-ID or the like.
  public var parentDeathSignal: Signal? = .kill
  /// Limits for the process and what it starts, each soft and hard (setrlimit(2)), in the unit of
  /// the resource; `UInt64.max` is none.
  ///
  /// Of processor time the hard one is a second later, so that SIGXCPU comes before SIGKILL. One
  /// above our own hard limit takes a privilege, and is an error without it.
  public var limits: [Resource: UInt64] = [:]
  /// A terminal of its own (pty(7)), which is then its standard input, output and error, and the
  /// controlling one, or nil.
  ///
  /// With it ``input-swift.property``, ``output-swift.property`` and ``error`` don't count. What is
  /// written to it is captured as output, and it can be sent to like a pipe.
  public var terminal: TerminalSize?
  /// Whether it is in a PID namespace of its own, under a small init (pid_namespaces(7)).
  ///
  /// Whoever it starts can't leave it, and is killed by the kernel when the process ends, or the
  /// engine's thread; its end is told when they are gone. Where that needs a user namespace too
  /// (user_namespaces(7)), only its own user and group mean something. Where the machine allows
  /// neither, the start throws stage ``SpawnError/Stage-swift.enum/isolate``.
  public var isIsolated = false
  /// How many bytes of each captured stream are kept, 1 MiB unless set, at least 4096; the oldest
  /// make room, and are counted (``StreamPosition/dropped``).
  public var captureLimit = 1 << 20

  /// Describes a command with an environment.
  public init(arguments: [[UInt8]], environment: [[UInt8]]) {
    self.arguments = arguments
    self.environment = environment
  }

  /// Describes a command given as text, with an environment of `NAME=value` entries.
  public init(_ arguments: [String], environment: [String] = []) {
    self.init(
      arguments: arguments.map { Array($0.utf8) }, environment: environment.map { Array($0.utf8) })
  }
}
