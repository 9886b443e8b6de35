import OrderedCollections
package import ProcessEngine

/// One session: its processes, its names, and what it has seen of the world.
///
/// The engine learns of events whenever it waits. The session sees them only where the language
/// says that it looks: everything in between is what makes a replay exact.
package final class Session {
  /// The children.
  package let engine: Engine
  /// What it was told when it began.
  package let configuration: SessionConfiguration
  /// Where it says things.
  package unowned let output: any SessionOutput
  /// What `set` and `log` change.
  package internal(set) var settings = Settings()

  /// All processes that were not forgotten, in order of creation.
  var processes: OrderedDictionary<ChildID, Process> = [:]
  /// How many processes were ever created.
  var createdCount = 0
  /// What `last` means.
  var last: Process?
  /// The names that `as` bound.
  var handles: OrderedDictionary<String, Handle> = [:]
  /// The commands that `worker` named.
  var workers: OrderedDictionary<String, [[UInt8]]> = [:]
  /// The variables of the loops that run now, the innermost last.
  var scopes: [[String: Variable]] = []

  /// Children to which something happened that the session has not looked at.
  var unobserved: Set<ChildID> = []
  /// What has been observed, for `events`.
  var observedEvents: [Event] = []
  /// What happened and has not been observed.
  var pendingEvents: [Event] = []
  /// How long the session was suspended, which no deadline counts.
  var suspended = Duration.zero
  /// `{dir}`, once it was used.
  var folder: String?
  /// Statements as they were typed or read, for `history`.
  package internal(set) var entries: [String] = []
  /// How many errors have been said.
  package internal(set) var errorCount = 0
  /// Whether a default deadline was over at some time.
  package internal(set) var hasTimedOut = false
  /// Statements of `after` whose time has not come, the next one first.
  var scheduled: [Scheduled] = []
  /// How many files are being read inside one another.
  var sourceDepth = 0

  /// When it began, for the times that `events` shows.
  let beginning: Instant
  /// The number of this process itself, which is every child's parent.
  let ownPid: Int32

  /// Begins a session on an engine of its own.
  package init(
    engine: Engine, output: any SessionOutput, configuration: SessionConfiguration, ownPid: Int32
  ) {
    self.engine = engine
    self.output = output
    self.configuration = configuration
    self.ownPid = ownPid
    beginning = engine.now
  }

  /// How a bare process prints.
  package func representation(of process: Process) -> String {
    process.representation(settings.style, parent: ownPid)
  }

  /// All runs of the handle of a process, or the process alone.
  func runs(of process: Process) -> [Process] {
    guard let handle = process.handle, case .runs(let history) = handles[handle]?.binding else {
      return [process]
    }
    return history.runs
  }

  /// Prints a line.
  func record(_ text: String) {
    output.record(RecordLine(text))
  }
}

extension Session {
  /// How many processes are alive, as the session sees it.
  package var aliveCount: Int {
    processes.values.count { $0.observed.state.isAlive }
  }
}

/// What an editor asks, to colour and complete.
extension Session {
  /// How many processes run now, whether the session has looked or not.
  package var runningCount: Int {
    processes.values.count { engine.state(of: $0.id).isAlive }
  }

  /// The labels of the processes that are alive, as the session sees them.
  package var aliveLabels: [String] {
    processes.values.filter { $0.observed.state.isAlive }.map(\.label)
  }

  /// The handles that are bound now.
  package var handleNames: [String] { Array(handles.keys) }

  /// Whether a word is a handle now.
  package func isHandle(_ text: String) -> Bool { handles[text] != nil }

  /// Whether a bare word means a value now, with or without an attribute.
  package func knows(_ text: String) -> Bool {
    if processes(named: text) != nil { return true }
    guard let (referent, attribute) = lookUp(text) else { return false }
    if case .text = referent { return attribute == nil }
    return attribute.map { Attribute(rawValue: $0) != nil } ?? true
  }
}
