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
  /// What a person saw at a live prompt since the last line.
  var seenByEye: [Observation] = []
  /// What was run, for `save`.
  var transcript: [TranscriptEntry] = []
  /// Whether so much ran that was not typed that the rest is kept no more.
  var transcriptIsCut = false
  /// The measured values that were filled into statements, as they read.
  var measured: [String: RecordLine.Kind] = [:]
  /// The longest wait so far, which a replay must allow too.
  var longestWait = Duration.zero
  /// Keeps what happens to children by the thousand from drowning the prompt.
  var noticeFlood = Flood()
  /// Processes some of whose lines were counted instead of shown.
  var flooding: Set<ChildID> = []
  /// When the line that runs now began.
  var lineStart: Instant
  /// The loops that run now: rounds done and in all, the innermost last.
  var rounds: [(done: Int, total: Int)] = []
  /// Whether it has waited since it last glanced for an interrupt.
  var hasWaited = false
  /// How long the session was suspended, which no deadline counts.
  var suspended = Duration.zero
  /// `{dir}`, once it was used.
  var folder: String?
  /// Statements as they were typed or read, for `history`.
  package internal(set) var entries: [String] = []
  /// How many errors have been said.
  package internal(set) var errorCount = 0
  /// How many statements a default deadline has ended.
  package internal(set) var timeoutCount = 0
  /// What the line that runs now, or ran last, is about.
  package internal(set) var concern = Concern()
  /// Whether it was said that descendants can't be found.
  var hasToldOfBlindness = false
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
    lineStart = beginning
    observedEvents.reserveCapacity(Session.eventLimit)
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
    record(RecordLine(text))
  }

  /// Prints a line; it is kept for `save` too.
  func record(_ line: RecordLine) {
    // Only who writes down what is printed wants to know what a child's numbers mean.
    let isRecognized = configuration.isBlessed || (configuration.isLive && keepsNextLine)
    let line = isRecognized ? recognized(line) : line
    addToTranscript(line, isRecognized: isRecognized)
    output.record(line)
  }
}

extension Session {
  /// Whether a default deadline was over at some time.
  package var hasTimedOut: Bool { timeoutCount > 0 }

  /// How many processes are alive, as the session sees it.
  package var aliveCount: Int {
    processes.values.count { $0.observed.state.isAlive }
  }
}
