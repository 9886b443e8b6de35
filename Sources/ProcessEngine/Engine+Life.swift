internal import SystemPackage

extension Engine {
  /// Looks an event up in the table of lives, and does what it says.
  func apply(_ event: LifeEvent, to record: Record) {
    let (state, actions) = LifeReducer.reduce(record.state, event)
    record.state = state
    for action in actions { perform(action, on: record) }
  }

  /// Does one thing that the table says.
  func perform(_ action: LifeAction, on record: Record) {
    switch action {
    case .tellStarted:
      record.tree = record.tree.after(.born)
      tell(.started(pid: record.pid), of: record.id, at: record.startTime)
    case .tellPaused(let signal):
      tell(.paused(signal), of: record.id)
    case .tellResumed:
      tell(.resumed, of: record.id)
    case .tellExited(let status):
      tell(.exited(status, record.usage), of: record.id, at: record.exitTime)
      finished.append(record.id)
    case .lookForTree:
      record.tree = record.tree.after(.leaderEnded)
      leaderless.append(record.id)
      familyPace.isWanted = true
    case .reap:
      if let process = record.process, !record.isReaped {
        _ = try? calls.wait(.process(process), [.ended])
      }
    case .tellReaped:
      letGo(record)
      tell(.reaped, of: record.id)
    }
  }

  /// Gives up what ties us to the process of a child that has ended.
  func letGo(_ record: Record) {
    if let process = record.process { calls.close(process) }
    record.process = nil
    if leaders[record.pid] == record.id { leaders[record.pid] = nil }
  }
}
