internal import SystemPackage

extension Engine {
  /// Asks of every living child whether it was stopped or continued: no descriptor tells.
  func lookForStops() {
    let start = calls.now()
    stopPace.isWanted = false
    for id in leaders.values {
      if let record = living(id) { lookForStop(of: record) }
    }
    stopPace.ran(from: start, to: calls.now())
  }

  /// Asks of one child. The kernel keeps only its last change, so this is where it stands.
  func lookForStop(of record: Record) {
    guard record.state.isAlive, record.ending == nil, let process = record.process else { return }
    while let note = try? calls.wait(.process(process), [.stopped, .continued]) {
      switch note.change {
      case .stopped(let signal): apply(.stopped(signal), to: record)
      case .continued: apply(.continued, to: record)
      case .ended: return
      }
    }
  }
}
