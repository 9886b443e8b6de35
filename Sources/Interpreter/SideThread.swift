import Glibc

/// Does what nothing can interrupt, and may never come to an end, as the search by a regular
/// expression: nil where it took more processor time than that.
///
/// What was given up goes on by itself. So the work must touch nothing but what it alone has, and
/// what nobody changes any more.
package func perform<Result>(
  within limit: Duration, _ work: @escaping () -> Result
) -> Result? {
  let outcome = Outcome<Result>()
  return SideThread.pool.perform(within: limit) { outcome.result = work() } ? outcome.result : nil
}

private final class Outcome<Result> {
  var result: Result?
}

/// A thread beside that of the session, so that whoever waits for its work can give up.
///
/// It hears no signals. What was given up goes on where nobody else needs the processor, until this
/// process ends.
private final class SideThread: @unchecked Sendable {
  static let pool = Pool()

  /// The policy for what is to run only where nobody else does (`SCHED_IDLE`, sched(7)).
  private static let idle: Int32 = 5
  /// How long is waited before the clock is looked at.
  private static let tick = 20_000_000

  private let mutex = Mutex()
  private let hasChanged = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var thread = pthread_t()
  private var work: (() -> Void)?

  /// Starts one; nil where no more threads can be had (pthread_create(3)).
  init?() {
    pthread_cond_init(hasChanged, nil)
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let this = Unmanaged.passRetained(self)
    let error = pthread_create(
      &thread, nil,
      { this in
        if let this { Unmanaged<SideThread>.fromOpaque(this).takeUnretainedValue().serve() }
        return nil
      }, this.toOpaque())
    guard error == 0 else {
      this.release()
      return nil
    }
  }

  private func serve() {
    mutex.lock()
    while true {
      guard let work else {
        pthread_cond_wait(hasChanged, mutex.pointer)
        continue
      }
      mutex.unlock()
      work()
      mutex.lock()
      self.work = nil
      pthread_cond_signal(hasChanged)
    }
  }

  /// Whether some work was done before it took that much processor time; if not, this thread can't
  /// be given any more.
  func perform(within limit: Duration, _ work: @escaping () -> Void) -> Bool {
    let start = processorTime
    mutex.lock()
    defer { mutex.unlock() }
    self.work = work
    pthread_cond_signal(hasChanged)
    while self.work != nil {
      var moment = timespec()
      clock_gettime(CLOCK_REALTIME, &moment)
      let nanoseconds = moment.tv_nsec + SideThread.tick
      moment.tv_sec += nanoseconds / 1_000_000_000
      moment.tv_nsec = nanoseconds % 1_000_000_000
      pthread_cond_timedwait(hasChanged, mutex.pointer, &moment)
      guard self.work != nil, processorTime - start >= limit else { continue }
      var priority = sched_param()
      pthread_setschedparam(thread, SideThread.idle, &priority)
      return false
    }
    return true
  }

  /// How long it has worked (pthread_getcpuclockid(3)): the load of the machine is no fault of it.
  private var processorTime: Duration {
    var clock = clockid_t()
    var time = timespec()
    guard pthread_getcpuclockid(thread, &clock) == 0, clock_gettime(clock, &time) == 0 else {
      return .zero
    }
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}

/// The one thread that is given work, and those that were given up.
private final class Pool: @unchecked Sendable {
  /// More are not left to themselves.
  private static let limit = 64

  private let mutex = Mutex()
  private var thread: SideThread?
  private var givenUp = 0

  func perform(within limit: Duration, _ work: @escaping () -> Void) -> Bool {
    mutex.lock()
    defer { mutex.unlock() }
    guard givenUp < Pool.limit else { return false }
    thread = thread ?? SideThread()
    guard let thread else {
      work()
      return true
    }
    if thread.perform(within: limit, work) { return true }
    self.thread = nil
    givenUp += 1
    return false
  }
}

/// A lock that a condition can wait with (pthread_mutex_lock(3)).
private struct Mutex: @unchecked Sendable {
  let pointer = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  init() { pthread_mutex_init(pointer, nil) }

  func lock() { pthread_mutex_lock(pointer) }
  func unlock() { pthread_mutex_unlock(pointer) }
}
