/// The init of an isolated child's PID namespace: a child of this process that only waits, inherits
/// the namespace's orphans, and takes the whole namespace with it when it dies.
struct Guardian {
  let pid: Int32
  /// Our descriptor of it.
  let process: Int32
}
