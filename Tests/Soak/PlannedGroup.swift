import ProcessEngine

/// Children that live at once, with their plans.
struct PlannedGroup {
  private struct Member {
    let plan: PlannedChild
    var hasActed = false
    var exits = 0
  }

  private var members: [ChildID: Member] = [:]
  private var ended = 0

  /// Those whose descendants outlive them.
  var leaving: [ChildID] {
    members.filter { $0.value.plan.leaves }.map(\.key).sorted()
  }

  /// Takes in one that runs.
  mutating func add(_ id: ChildID, _ plan: PlannedChild) {
    members[id] = Member(plan: plan)
  }

  /// Does what can be done to a child before anything is heard of it.
  func actAtStart(on id: ChildID, _ engine: Engine) {
    switch members[id]?.plan.act {
    case .terminate: engine.signal(.terminate, to: id, scope: .tree)
    case .feed: _ = engine.send(Array("go on\n".utf8), to: id)
    case .insist, .resume, .killStopped, .some(.none), nil: break
    }
  }

  /// Takes in what happened, acts on it, and says whether all have ended.
  mutating func take(_ events: [Event], _ engine: Engine) -> Bool {
    for event in events {
      guard let id = event.child, let member = members[id] else { continue }
      switch (event.kind, member.plan.act) {
      case (.exited, _):
        members[id]?.exits += 1
        ended += 1
      case (.paused, .resume):
        engine.signal(.continue, to: id, scope: .only)
      case (.paused, .killStopped):
        engine.signal(.kill, to: id, scope: .tree)
      case (.wrote, .insist) where !member.hasActed:
        members[id]?.hasActed = true
        engine.signal(.terminate, to: id, scope: .group)
        engine.signal(.kill, to: id, scope: .only)
      default: break
      }
    }
    return ended >= members.count
  }

  /// What is not as planned, now that they have ended.
  func problems(_ engine: Engine) -> [String] {
    members.sorted { $0.key < $1.key }.compactMap { id, member in
      let plan = member.plan
      let status = engine.child(id).state.exitStatus
      if status?.code != plan.code || member.exits != 1 {
        return "\(plan.words) ended \(member.exits) times, with "
          + "\(status.map { "\($0)" } ?? "nothing"), planned was \(plan.code)"
      }
      let output = engine.read(.standardOutput, of: id, from: 0, upTo: .max)
      let error = engine.read(.standardError, of: id, from: 0, upTo: .max)
      guard plan.wrote(output, error) else {
        return "\(plan.words) wrote \(output.count) and \(error.count) bytes"
      }
      return nil
    }
  }
}
