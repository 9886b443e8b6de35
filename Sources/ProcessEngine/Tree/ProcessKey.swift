/// Names one process for good: a number alone may be used again, a number with its start may not
/// (except within the same clock tick, for which all numbers would have to be used up).
struct ProcessKey: Hashable, Sendable {
  let pid: Int32
  /// In clock ticks since the machine's start (proc_pid_stat(5), field 22).
  let start: UInt64
}
