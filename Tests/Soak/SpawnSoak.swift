import Glibc
import ProcessEngine
import Trials

/// Spawns by the thousand, in groups that live at once; each child ends as planned or it is told.
final class SpawnSoak {
  /// The most that live at once.
  private static let crowd = 100
  /// What ends a round that would wait for ever.
  private static let ceiling = Duration.seconds(60)

  private let engine: Engine
  private let findings: Findings
  private let table = ProcessTable()
  private let environment: [String]
  private let probe: String
  private var random: SeededRandom
  private var spawned = 0
  private var largest = 0
  private var kinds: [String: Int] = [:]

  private init(_ engine: Engine, _ settings: SoakSettings, _ findings: Findings, mark: String) {
    self.engine = engine
    self.findings = findings
    environment = [mark]
    probe = Soak.folder + "/probe"
    random = SeededRandom(seed: settings.seed)
  }

  /// Runs it with an engine of its own, and tells the figures.
  static func run(_ settings: SoakSettings, _ findings: Findings) throws(SoakFailure) {
    let table = ProcessTable()
    let mark = "PROCLAB_SOAK=spawns-\(getpid())"
    let before = table.openDescriptors()
    let start = ContinuousClock.now
    do {
      let engine = try Soak.engine("soak-spawns-\(getpid())")
      let soak = SpawnSoak(engine, settings, findings, mark: mark)
      defer { engine.endAll(grace: nil) }
      while soak.spawned < settings.spawns {
        try soak.round(atMost: settings.spawns - soak.spawned)
      }
      soak.tell(ContinuousClock.now - start)
    }
    let lost = table.openDescriptors() - before
    if lost != 0 { try findings.add([.descriptors: lost], "\(lost) descriptors are lost") }
    try findings.add(left: table.children(of: getpid()), "after all spawns")
    try findings.add(left: table.holders(of: mark), "after all spawns")
  }

  /// Starts a group, sees each of it end, and drops it.
  private func round(atMost count: Int) throws(SoakFailure) {
    let size = min(count, 1 + random.number(below: SpawnSoak.crowd))
    largest = max(largest, size)
    var group = PlannedGroup()
    for _ in 0..<size {
      let plan = PlannedChild(&random)
      var launch = Launch([probe] + plan.words, environment: environment)
      if case .feed = plan.act { launch.input = .pipe }
      let id = engine.add(launch)
      do throws(SpawnError) {
        try engine.start(id)
      } catch {
        try findings.add([.ends: 1], "spawn \(spawned): \(plan.words): \(error)")
        continue
      }
      spawned += 1
      kinds[plan.kind, default: 0] += 1
      group.add(id, plan)
      group.actAtStart(on: id, engine)
    }
    try wait("the exits of \(size)") { group.take(engine.takeEvents(), engine) }
    for problem in group.problems(engine) {
      try findings.add([.ends: 1], "spawn \(spawned): \(problem)")
    }
    _ = engine.freezeAndKill(group.leaving, scope: .tree)
    try wait("empty trees") {
      _ = engine.takeEvents()
      return engine.children.allSatisfy(engine.treeIsEmpty)
    }
    for id in engine.children { engine.forget(id) }
    try lookForLosses()
  }

  /// Descriptors beyond those that the engine holds itself, and the dead that nobody reaped.
  private func lookForLosses() throws(SoakFailure) {
    let open = table.openDescriptors()
    if let baseline, open != baseline {
      let text = "spawn \(spawned): \(open) descriptors are open, \(baseline) were"
      try findings.add([.descriptors: open - baseline], text)
    }
    baseline = open
    try findings.add(left: table.children(of: getpid()), "spawn \(spawned)")
  }

  /// What is open between two rounds, known after the first.
  private var baseline: Int?

  /// Waits until something holds.
  private func wait(_ what: String, until isDone: () -> Bool) throws(SoakFailure) {
    let deadline = engine.now + SpawnSoak.ceiling
    while !isDone() {
      switch engine.wait(until: deadline) {
      case .events, .readable: continue
      case .signal: throw .interrupted
      case .deadline:
        try findings.add([.ends: 1], "spawn \(spawned): waited in vain for \(what)")
        engine.endAll(grace: nil)
        return
      }
    }
  }

  private func tell(_ took: Duration) {
    let rate = Double(spawned) / (took / .seconds(1))
    print(
      "\(spawned) spawns, up to \(largest) at once, \(Soak.seconds(took)), \(Int(rate)) a second")
    for (kind, count) in kinds.sorted(by: { $0.key < $1.key }) { print("  \(count) \(kind)") }
  }
}
