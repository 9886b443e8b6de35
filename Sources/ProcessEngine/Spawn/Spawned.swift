/// A process that runs, and our descriptor of it.
struct Spawned {
  let pid: Int32
  let process: Int32
  /// The init of its namespace, where it is isolated.
  var guardian: Guardian?
}
