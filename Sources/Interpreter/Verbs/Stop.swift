import Language
import ProcessEngine

/// `stop T [with SIG] [within D] [only|group|tree]`
struct Stop: Verb {
  static let manual = Manual(
    "stop", .signal, ["stop T [with SIG] [within D] [only|group|tree]"],
    "signal, grace, KILL; wait until nothing of it is left",
    detail: """
      Sends TERM (or SIG), then CONT so that a paused process hears it; after the grace (5s) \
      freezes and kills what is left, and waits until it is gone. What the process wrote is \
      printed, as by join. A survivor is named.
      """,
    example:
      "spawn sh 'trap \"\" TERM; echo up; sleep 60' as t\nexpect t up\nstop t within 300ms\nt")

  private let words: [Word]
  private var signal: Argument<Signal>?
  private var grace: Argument<Duration>?
  private var scope = SignalScope.tree

  static func suits(_ child: Child) -> Bool { child.state.isAlive }

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    words = try arguments.takeTargets(before: ["with", "within", "only", "group", "tree"])
    while true {
      if arguments.takeKeyword("with") {
        signal = try arguments.takeSignal()
      } else if arguments.takeKeyword("within") {
        grace = try arguments.takeDuration()
      } else if let taken = ScopedTargets.takeScope(&arguments) {
        scope = taken
      } else {
        break
      }
    }
  }

  func run(in session: Session) throws(Failure) {
    let targets = try session.targets(words)
    let signal = try self.signal?.value(in: session) ?? .terminate
    let grace = try self.grace?.value(in: session) ?? .seconds(5)
    try session.send(signal, to: targets, scope: scope, verb: "stop")
    let stopped = targets.processes.filter(\.isStarted)
    if signal != .kill {
      _ = session.engine.signal(.continue, to: stopped.map(\.id), scope: scope)
    }
    let isOver = { stopped.allSatisfy { session.isGone($0, scope) } }
    if try !session.wait(
      for: session.describeEnds(of: stopped), until: session.deadline(after: grace), isOver)
    {
      try escalate(stopped, in: session, isOver)
    }
    for process in stopped.sorted(by: { $0.number < $1.number }) where process.isEnded {
      try session.revealEnd(of: process)
    }
    try nameSurvivors(stopped, in: session)
  }

  /// How long what was killed may take to be gone, before it is named as a survivor.
  private static let ceiling = Duration.seconds(5)

  private func escalate(
    _ stopped: [Process], in session: Session, _ isOver: () -> Bool
  ) throws(Failure) {
    let deadline = session.deadline(after: Stop.ceiling)
    var killed: [ChildID: Set<Int32>] = [:]
    try session.wait(for: session.describeEnds(of: stopped), until: deadline) {
      for process in stopped where !session.isGone(process, scope) {
        kill(process, &killed[process.id], in: session)
      }
      return isOver()
    }
  }

  /// Kills what is left of a process: once, and again when somebody new has turned up.
  private func kill(_ process: Process, _ killed: inout Set<Int32>?, in session: Session) {
    if let already = killed {
      let left = session.engine.descendants(of: process.id).filter { !$0.isZombie }
      guard left.contains(where: { !already.contains($0.pid) }) else { return }
    }
    let delivery = session.engine.freezeAndKill(process.id, scope: scope)
    killed = (killed ?? []).union(delivery.pids)
    session.tell(.kill, delivery, process, scope)
  }

  private func nameSurvivors(_ stopped: [Process], in session: Session) throws(Failure) {
    var diagnostics: [Diagnostic] = []
    for process in stopped where !session.isGone(process, scope) {
      let left = session.engine.descendants(of: process.id).filter { !$0.isZombie }
      let names = left.map { "pid \($0.pid) (\(escapedForDisplay($0.command)))" }
      let whom = names.isEmpty ? process.label : names.joined(separator: ", ")
      diagnostics.append(Diagnostic("could not stop \(process.label): \(whom) survived"))
    }
    if !diagnostics.isEmpty { throw Failure(.error, diagnostics) }
  }
}

extension Session {
  /// Whether nothing is left of what a scope means.
  func isGone(_ process: Process, _ scope: SignalScope) -> Bool {
    switch scope {
    case .only: return hasEnded(process)
    case .tree: return hasEnded(process) && engine.treeIsEmpty(process.id)
    case .group:
      guard hasEnded(process) else { return false }
      let pid = engine.child(process.id).pid
      return !engine.descendants(of: process.id).contains { $0.group == pid && !$0.isZombie }
    }
  }
}
