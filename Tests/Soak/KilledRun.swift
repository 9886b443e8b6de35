import Glibc
import ProcessEngine

/// One run of the tool that is killed.
final class KilledRun {
  /// Whom the kill is meant for.
  enum Half {
    case keeper, session
  }

  /// What came of it.
  struct Ending {
    /// How many processes there were when it was killed, both halves included.
    var processes = 0
    /// Whether nobody was there any more to be killed.
    var wasOverBefore = false
    /// From the kill to the moment when nothing was found.
    var timeToEmpty = Duration.zero
    /// What is wrong, for people and for the count.
    private(set) var problems: [String] = []
    private(set) var counts: [Findings.Kind: Int] = [:]

    mutating func add(_ kind: Findings.Kind, _ count: Int, _ problem: String) {
      problems.append(problem)
      counts[kind, default: 0] += count
    }
  }

  /// How long a session may take to come into being.
  private static let ceiling = Duration.seconds(60)

  private let engine: Engine
  private let mark: String
  private let session: StubbornSession
  private let id: ChildID
  private let table = ProcessTable()
  private let calls = LinuxCalls()
  private var events: [Event] = []

  init(_ engine: Engine, mark: String, session: StubbornSession, folder: String) {
    self.engine = engine
    self.mark = mark
    self.session = session
    let environment = [mark, "PATH=/usr/bin:/bin", "TMPDIR=\(folder)"]
    var launch = Launch([Soak.folder + "/proclab"], environment: environment)
    launch.input = .pipe
    launch.parentDeathSignal = nil
    id = engine.add(launch)
  }

  /// Starts the tool and gives it its session.
  func start() throws(SpawnError) {
    try engine.start(id)
    _ = engine.send(Array(session.text.utf8), to: id)
    if session.ends { engine.closeInput(id) }
  }

  /// Kills one half a while after it has come into being, and waits until nothing is left; kills
  /// what is, when the deadline is over.
  func kill(
    _ half: Half, after delay: Duration, deadline: Duration
  ) throws(SoakFailure) -> Ending {
    var ending = Ending()
    let victim = try descriptor(of: half)
    try wait(for: delay) { false }
    ending.processes = table.holders(of: mark).count
    let start = engine.now
    if let victim {
      do throws { try calls.send(.kill, to: victim, group: false) } catch {
        ending.wasOverBefore = true
      }
      calls.close(victim)
    } else {
      ending.wasOverBefore = true
    }
    let isGone = try wait(for: deadline) {
      ending.timeToEmpty = engine.now - start
      return table.holders(of: mark).isEmpty
    }
    if !isGone {
      let left = table.holders(of: mark).map { "\n    \(table.description(of: $0))" }
      let text = "not all is gone after \(Soak.seconds(deadline)):\(left.joined())"
      ending.add(.survivors, max(1, left.count), text)
    }
    try end(half, &ending)
    return ending
  }

  /// The half's descriptor; nil when it had ended before it was found.
  private func descriptor(of half: Half) throws(SoakFailure) -> Int32? {
    guard let keeper = engine.child(id).pid else { return nil }
    var pid = half == .keeper ? keeper : nil
    if half == .session {
      try wait(for: KilledRun.ceiling) {
        pid = table.children(of: keeper).first
        return pid != nil || engine.child(id).state.exitStatus != nil
      }
    }
    return pid.flatMap { try? calls.openProcess($0) }
  }

  /// Sees that the tool's end is the one that it must have, and that nobody but the session fell to
  /// us: whoever else did had outlived both halves. Ends what is left beyond its time.
  private func end(_ half: Half, _ ending: inout Ending) throws(SoakFailure) {
    if !ending.problems.isEmpty { engine.freezeAndKill(id, scope: .tree) }
    let isEmpty = try wait(for: KilledRun.ceiling) { engine.treeIsEmpty(id) }
    if !isEmpty { ending.add(.survivors, 1, "its tree is never empty") }
    let code = engine.child(id).state.exitStatus?.code
    // One that quits may be over before it is killed, perhaps after an error in its statements.
    if code != -9, !(session.ends && (code == 0 || code == 1)) {
      ending.add(.ends, 1, "the tool ended with \(code.map { "\($0)" } ?? "nothing")")
    }
    let adopted = events.count { if case .adopted = $0.kind { true } else { false } }
    if adopted > (half == .keeper ? 1 : 0), ending.problems.isEmpty {
      ending.add(.zombies, adopted, "\(adopted) processes fell to the one who started the tool")
    }
    if isEmpty { engine.forget(id) }
  }

  /// Waits until something holds or the time is over; says which. Looks again at least each
  /// millisecond: nothing tells of the end of what isn't our child.
  @discardableResult
  private func wait(
    for limit: Duration, until isDone: () -> Bool
  ) throws(SoakFailure) -> Bool {
    let deadline = engine.now + limit
    while !isDone() {
      let now = engine.now
      guard now < deadline else { return false }
      if case .signal = engine.wait(until: min(deadline, now + .milliseconds(1))) {
        throw .interrupted
      }
      events += engine.takeEvents()
    }
    return true
  }
}
