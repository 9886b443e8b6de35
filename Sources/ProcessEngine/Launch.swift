/// All that is needed to start a program: plain data, prepared before anything runs.
public struct Launch: Hashable, Sendable {
  /// Where standard input comes from.
  public enum Input: Hashable, Sendable {
    /// `/dev/null`.
    case null
    /// A pipe that the engine feeds (`Engine.send`, `Engine.closeInput`).
    case pipe
    /// A file, opened for reading by the engine, never blocking.
    case file(String)
  }

  /// Where an output stream goes.
  public enum Output: Hashable, Sendable {
    /// Kept in the engine's memory, bounded by `captureLimit`.
    case capture
    /// A file, created or emptied, opened by the engine.
    case file(String)
    /// For standard error: wherever standard output goes.
    case sameAsOutput
  }

  /// The argument vector, as bytes. The first word without a slash is looked for in the absolute
  /// folders of the `PATH` of `environment`.
  public var arguments: [[UInt8]]
  /// `NAME=value` entries, as bytes.
  public var environment: [[UInt8]]
  /// The working folder, or nil for the engine's own; relative to the engine's own.
  public var directory: String?
  /// Where standard input comes from.
  public var input = Input.null
  /// Where standard output goes.
  public var output = Output.capture
  /// Where standard error goes.
  public var error = Output.capture
  /// The file mode creation mask (umask(2)), or nil to inherit.
  public var umask: UInt32?
  /// Added to the nice value (nice(2)); nil changes nothing.
  public var niceness: Int32?
  /// The signal that the kernel sends when the spawning process ends (`PR_SET_PDEATHSIG`), or nil.
  public var parentDeathSignal: Signal? = .kill
  /// Limits for the process and what it starts, each soft and hard (setrlimit(2)); of processor
  /// time, in whole seconds, the hard one is a second later, so that SIGXCPU comes before SIGKILL.
  public var limits: [Resource: UInt64] = [:]
  /// A terminal of its own, which is then its standard input, output and error, and the controlling
  /// one; `input`, `output` and `error` don't count. What it writes is captured as output.
  public var terminal: TerminalSize?
  /// In a PID namespace of its own, under a small init (pid_namespaces(7)): whoever it starts can't
  /// leave it, and is killed by the kernel when the process ends, or the engine's thread; its end is
  /// told when they are gone. Where that needs a user namespace too (user_namespaces(7)), only its
  /// own user and group mean something.
  public var isIsolated = false
  /// How many bytes of each captured stream are kept, at least 4096; the oldest make room.
  public var captureLimit = 1 << 20

  /// Starts a command with an environment.
  public init(arguments: [[UInt8]], environment: [[UInt8]]) {
    self.arguments = arguments
    self.environment = environment
  }

  /// Starts a command given as text, with an environment of `NAME=value` entries.
  public init(_ arguments: [String], environment: [String] = []) {
    self.init(
      arguments: arguments.map { Array($0.utf8) }, environment: environment.map { Array($0.utf8) })
  }
}
