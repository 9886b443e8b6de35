public import SystemPackage

/// Every kernel call that the engine makes, one function each.
///
/// ``LinuxCalls`` is the real thing. A test wraps it and makes the n-th call of a name fail, or
/// freezes time. All of them throw the kernel's error number and nothing else; none retries, except
/// that an interrupted one which has done nothing is repeated. Whatever isn't said to be of this
/// thread is of this process.
public protocol SystemCalls: AnyObject {
  // MARK: Time

  /// The moment on `CLOCK_MONOTONIC` (clock_gettime(2)).
  func now() -> Instant
  /// Sleeps, for the short retries of a spawn and of a kill (nanosleep(2)).
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
  /// What was in the list before is gone. Throws `interrupted` when a signal handler ran or this
  /// process was stopped and continued. Before Linux 5.11 the time is rounded up to milliseconds.
  func wait(_ poll: Int32, into ready: inout [Readiness], atMost: Duration?) throws(Errno)

  // MARK: Signals of this process

  /// Adds signals to this thread's mask and returns the mask before: bit n − 1 for signal n
  /// (sigprocmask(2)).
  func block(_ signals: [Signal]) throws(Errno) -> UInt64
  /// Sets this thread's mask (sigprocmask(2)).
  func setMask(_ mask: UInt64)
  /// A descriptor from which blocked signals are taken (signalfd(2)).
  func openSignals(_ signals: [Signal]) throws(Errno) -> Int32
  /// Takes some of the signals that are pending; none when there are none, which is no error
  /// (signalfd(2)).
  func takeSignals(_ descriptor: Int32) throws(Errno) -> [SignalNote]
  /// A descriptor that becomes readable when SIGCHLD reached another thread of this process
  /// (eventfd(2), sigaction(2)); while it is open, SIGCHLD is not ignored. Throws `EUSERS` when
  /// there are 64 of them.
  func openBell() throws(Errno) -> Int32
  /// Empties the bell; an empty one stays so.
  func clearBell(_ descriptor: Int32)
  /// Tells other engines of this process that a SIGCHLD was taken, which may have been theirs.
  func ringOtherBells(_ descriptor: Int32)
  /// Closes the bell; with the last one, SIGCHLD is as it was before the first.
  func closeBell(_ descriptor: Int32)

  // MARK: Processes

  /// Makes a process and returns when its exec succeeded or failed (clone(2), execve(2)). Throws
  /// when there was no process at all; one that failed is in the reply, and no error of the call.
  func spawn(_ request: SpawnRequest) throws(Errno) -> SpawnReply
  /// A descriptor for a living process or a zombie (pidfd_open(2), Linux 5.3).
  func openProcess(_ pid: Int32) throws(Errno) -> Int32
  /// Sends a signal to exactly that process (pidfd_send_signal(2), Linux 5.1), or to the group that
  /// it leads (`PIDFD_SIGNAL_PROCESS_GROUP`, Linux 6.9; `invalidArgument` before). A nil signal
  /// only asks whether it could be sent.
  func send(_ signal: Signal?, to process: Int32, group: Bool) throws(Errno)
  /// Sends a signal to a group by its number (kill(2)).
  func send(_ signal: Signal, toGroup group: Int32) throws(Errno)
  /// Stops this process until somebody continues it (`SIGTSTP`, signal(7)).
  func stopSelf()
  /// What a child did last, or nil when there is nothing to tell (waitid(2)). Never blocks. Throws
  /// `noChildProcess` when somebody else reaped it.
  func wait(_ target: WaitTarget, _ options: WaitOptions) throws(Errno) -> WaitNote?
  /// How a process ended, also when somebody else reaped it (`PIDFD_GET_INFO`, Linux 6.15). Throws
  /// where the kernel doesn't tell: `noData` of a process that lives.
  func exitStatus(_ process: Int32) throws(Errno) -> ExitStatus
  /// Makes orphaned descendants fall to this process, or not (`PR_SET_CHILD_SUBREAPER`, Linux 3.4);
  /// returns whether they did before.
  func setSubreaper(_ on: Bool) throws(Errno) -> Bool
  /// A limit of this process (getrlimit(2)).
  func limit(_ resource: Resource) throws(Errno) -> ResourceLimit
  /// Sets a limit of this process (setrlimit(2)).
  func setLimit(_ resource: Resource, _ limit: ResourceLimit) throws(Errno)
  /// The largest resident set that this process has had, in bytes (getrusage(2)).
  func peakResidentBytes() -> UInt64
  /// The numbers of this process, its group, its session and its user, and of this thread
  /// (credentials(7)).
  func identity() -> OwnIdentity

  // MARK: Memory

  /// Makes sure that so many bytes more could be had now, and keeps nothing (mmap(2), `ENOMEM`). Whether
  /// there is a limit at all is asked anew, or taken as it was when it was last asked.
  func probeMemory(_ bytes: Int, asksAnew: Bool) throws(Errno)
  /// Memory that the caller gives back by free(3) (malloc(3)).
  func allocate(_ bytes: Int) throws(Errno) -> UnsafeMutableRawPointer

  // MARK: Descriptors

  /// A pipe whose ends close on exec (pipe2(2)).
  func openPipe() throws(Errno) -> (read: Int32, write: Int32)
  /// Opens a file, closing on exec and never waiting (open(2)).
  func open(_ path: String, _ mode: OpenMode) throws(Errno) -> Int32
  /// Closes a descriptor; one that isn't open is no error.
  func close(_ descriptor: Int32)
  /// Makes a number mean what another descriptor means (dup3(2)).
  func duplicate(_ descriptor: Int32, to number: Int32) throws(Errno)
  /// Another number, not below a given one, for the same thing (`F_DUPFD_CLOEXEC`, fcntl(2)).
  func duplicate(_ descriptor: Int32, notBelow number: Int32) throws(Errno) -> Int32
  /// Sets or clears `O_NONBLOCK` (fcntl(2)).
  func setNonblocking(_ descriptor: Int32, _ on: Bool) throws(Errno)
  /// Whether a number is open.
  func isOpen(_ descriptor: Int32) -> Bool
  /// Reads into memory and says how many bytes; 0 is the end (read(2)).
  func read(_ descriptor: Int32, into memory: UnsafeMutableRawBufferPointer) throws(Errno) -> Int
  /// Writes what fits and says how many bytes (write(2)). SIGPIPE, which must be blocked, doesn't
  /// outlive it.
  func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) throws(Errno) -> Int
  /// Makes a pipe hold so many bytes (`F_SETPIPE_SZ`, fcntl(2)); `EPERM` where this user's pipes hold
  /// too much already.
  func setPipeCapacity(_ descriptor: Int32, _ bytes: Int32) throws(Errno)
  /// How many bytes can be read now (`FIONREAD`, ioctl(2)).
  func available(_ descriptor: Int32) throws(Errno) -> Int

  // MARK: Terminals

  /// A terminal: our end, which never blocks, and the child's (pty(7)). Without echo.
  func openTerminal() throws(Errno) -> (ours: Int32, childs: Int32)
  /// Says how large it is (`TIOCSWINSZ`, ioctl_tty(2)).
  func setSize(of terminal: Int32, _ size: TerminalSize) throws(Errno)
  /// Switches echo, and notes in the terminal that it is off because of this (termios(3)).
  func setEcho(of terminal: Int32, _ on: Bool) throws(Errno)
  /// What it does with what passes through it (tcgetattr(3)).
  func modes(of terminal: Int32) throws(Errno) -> TerminalModes

  // MARK: Files

  /// The content of a file, up to a size in bytes; a longer one is cut off.
  func readFile(_ path: String, upTo size: Int) throws(Errno) -> [UInt8]
  /// The content of a file that is open, from its start, up to a size in bytes; a longer one is cut
  /// off.
  func rereadFile(_ descriptor: Int32, upTo size: Int) throws(Errno) -> [UInt8]
  /// The entries of a folder whose names are numbers; others are left out.
  func numbers(inFolder path: String) throws(Errno) -> [Int32]
  /// The user who owns a file (stat(2)); of `/proc/PID` that is the process's effective user.
  func owner(of path: String) throws(Errno) -> UInt32
}
