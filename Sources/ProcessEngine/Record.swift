/// All that the engine keeps of one child.
final class Record {
  let id: ChildID
  let launch: Launch
  var state = LifeState.initial
  var tree = TreeState.unborn
  var pid: Int32 = 0
  /// Our descriptor of the process, until it is reaped.
  var process: Int32?
  /// The init of its namespace, while there is one.
  var guardian: Int32?
  /// Whether it is reaped, though its descriptor is still held.
  var isReaped = false
  var startTime: Instant?
  var firstOutputTime: Instant?
  var firstEndingSignalTime: Instant?
  var exitTime: Instant?
  var usage: Usage?
  /// Our own largest memory when it was spawned, which exec counts as its.
  var inheritedPeak: UInt64 = 0
  /// How it ended, seen but not told: its last output is still being read.
  var ending: ExitStatus?
  var output = Capture()
  var error = Capture()
  var input = InputQueue()
  /// The orphans that are known to be its descendants and alive, by their numbers.
  var orphans: Set<Int32> = []
  /// The processes that walks have found below it.
  var known: Set<ProcessKey> = []
  /// The sessions that its descendants were seen in.
  var sessions: Set<Int32> = []

  init(id: ChildID, launch: Launch) {
    self.id = id
    self.launch = launch
  }

  /// What others may see of it.
  var snapshot: Child {
    var child = Child(id: id, launch: launch)
    child.state = state
    child.pid = startTime == nil ? nil : pid
    child.startTime = startTime
    child.firstOutputTime = firstOutputTime
    child.firstEndingSignalTime = firstEndingSignalTime
    child.exitTime = exitTime
    child.usage = usage
    child.inputIsOpen = input.descriptor != nil && !input.closesWhenEmpty
    child.output = output.position
    child.error = error.position
    return child
  }
}
