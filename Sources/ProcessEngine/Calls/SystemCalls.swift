public import SystemPackage

/// Every kernel call that the engine makes, one function each.
///
/// `LinuxCalls` is the real thing. A test wraps it and makes the n-th call of a name fail, or
/// freezes time. All of them throw the kernel's error number and nothing else; none retries, except
/// that an interrupted one which has done nothing is repeated.
public protocol SystemCalls: AnyObject {
  // MARK: Time

  /// The moment on `CLOCK_MONOTONIC`.
  func now() -> Instant
  /// Sleeps; used only for the short retries of a spawn.
  func pause(_ duration: Duration)

  // MARK: Waiting

  /// A new epoll instance (epoll_create1(2)).
  func openPoll() throws(Errno) -> Int32
  /// Registers, changes or removes interest in a descriptor (epoll_ctl(2)).
  func control(
    _ poll: Int32, _ operation: PollOperation, _ descriptor: Int32, _ interest: Readiness.Flags,
    token: UInt64
  ) throws(Errno)
  /// Waits until something is ready or the time is over; nil waits for ever (epoll_pwait2(2)).
  /// Throws `interrupted` when a signal handler ran or this process was stopped and continued.
  func wait(_ poll: Int32, into ready: inout [Readiness], atMost: Duration?) throws(Errno)

  // MARK: Signals of this process

  /// Adds signals to this thread's mask and returns the mask before, a bit each.
  func block(_ signals: [Signal]) throws(Errno) -> UInt64
  /// Sets this thread's mask.
  func setMask(_ mask: UInt64)
  /// A descriptor from which blocked signals are taken (signalfd(2)).
  func openSignals(_ signals: [Signal]) throws(Errno) -> Int32
  /// Takes one signal, or nil when none is pending.
  func takeSignal(_ descriptor: Int32) throws(Errno) -> SignalNote?
  /// A descriptor that becomes readable when SIGCHLD reached another thread of this process; while
  /// it is open, SIGCHLD is not ignored.
  func openBell() throws(Errno) -> Int32
  /// Empties the bell.
  func clearBell(_ descriptor: Int32)
  /// Tells other engines of this process that a SIGCHLD was taken, which may have been theirs.
  func ringOtherBells(_ descriptor: Int32)
  /// Closes the bell.
  func closeBell(_ descriptor: Int32)

  // MARK: Processes

  /// Makes a process and returns when its exec succeeded or failed (clone(2), execve(2)). Throws
  /// when there was no process at all.
  func spawn(_ request: SpawnRequest) throws(Errno) -> SpawnReply
  /// A descriptor for a living process or a zombie (pidfd_open(2)).
  func openProcess(_ pid: Int32) throws(Errno) -> Int32
  /// Sends a signal to exactly that process (pidfd_send_signal(2)), or to the group that it leads
  /// (Linux 6.9). A nil signal only asks whether it could be sent.
  func send(_ signal: Signal?, to process: Int32, group: Bool) throws(Errno)
  /// Sends a signal to a group by its number (kill(2)).
  func send(_ signal: Signal, toGroup group: Int32) throws(Errno)
  /// Stops this process until somebody continues it (`SIGSTOP`, kill(2)).
  func stopSelf()
  /// What a child did last, or nil when there is nothing to tell (waitid(2)).
  func wait(_ target: WaitTarget, _ options: WaitOptions) throws(Errno) -> WaitNote?
  /// How a process ended, also when somebody else reaped it (Linux 6.15).
  func exitStatus(_ process: Int32) throws(Errno) -> ExitStatus
  /// Makes orphaned descendants fall to this process (`PR_SET_CHILD_SUBREAPER`); returns whether
  /// they did before.
  func setSubreaper(_ on: Bool) throws(Errno) -> Bool
  /// A limit of this process (getrlimit(2)).
  func limit(_ resource: Resource) throws(Errno) -> ResourceLimit
  /// Sets a limit of this process (setrlimit(2)).
  func setLimit(_ resource: Resource, _ limit: ResourceLimit) throws(Errno)
  /// The largest resident set that this process has had, in bytes (getrusage(2)).
  func peakResidentBytes() -> UInt64
  /// This process, this thread, and this process's session.
  func identity() -> OwnIdentity

  // MARK: Descriptors

  /// A pipe whose ends close on exec (pipe2(2)).
  func openPipe() throws(Errno) -> (read: Int32, write: Int32)
  /// Opens a file, closing on exec (open(2)).
  func open(_ path: String, _ mode: OpenMode) throws(Errno) -> Int32
  /// Closes a descriptor.
  func close(_ descriptor: Int32)
  /// Makes a number mean what another descriptor means (dup3(2)).
  func duplicate(_ descriptor: Int32, to number: Int32) throws(Errno)
  /// Another number, not below a given one, for the same thing (`F_DUPFD_CLOEXEC`).
  func duplicate(_ descriptor: Int32, notBelow number: Int32) throws(Errno) -> Int32
  /// Sets or clears `O_NONBLOCK`.
  func setNonblocking(_ descriptor: Int32, _ on: Bool) throws(Errno)
  /// Whether a number is open.
  func isOpen(_ descriptor: Int32) -> Bool
  /// Reads into memory; 0 is the end (read(2)).
  func read(_ descriptor: Int32, into memory: UnsafeMutableRawBufferPointer) throws(Errno) -> Int
  /// Writes what fits (write(2)). SIGPIPE doesn't outlive it.
  func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) throws(Errno) -> Int
  /// How many bytes can be read now (`FIONREAD`).
  func available(_ descriptor: Int32) throws(Errno) -> Int

  // MARK: Terminals

  /// A terminal: our end, which never blocks, and the child's (pty(7)). Without echo.
  func openTerminal() throws(Errno) -> (ours: Int32, childs: Int32)
  /// Says how large it is (`TIOCSWINSZ`).
  func setSize(of terminal: Int32, _ size: TerminalSize) throws(Errno)
  /// Switches echo and carriage returns, which a person at it expects.
  func setEcho(of terminal: Int32, _ on: Bool) throws(Errno)
  /// What it does with what passes through it (tcgetattr(3)).
  func modes(of terminal: Int32) throws(Errno) -> TerminalModes

  // MARK: Files

  /// The content of a file, up to a size.
  func readFile(_ path: String, upTo size: Int) throws(Errno) -> [UInt8]
  /// The content of a file that is open, from its start, up to a size.
  func rereadFile(_ descriptor: Int32, upTo size: Int) throws(Errno) -> [UInt8]
  /// The entries of a folder whose names are numbers.
  func numbers(inFolder path: String) throws(Errno) -> [Int32]
  /// The user who owns a file.
  func owner(of path: String) throws(Errno) -> UInt32
}
