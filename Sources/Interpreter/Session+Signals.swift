import Language
import ProcessEngine

extension Session {
  /// Sends a signal to each of the processes, telling whom it reached.
  ///
  /// One that has ended is passed over silently, as Python does; one that was never started is an
  /// error, and so is a process that we may not signal.
  func send(
    _ signal: Signal, to targets: Targets, scope: SignalScope, verb: String
  ) throws(Failure) {
    // All at once: each call of the engine looks through all our children.
    let started = targets.processes.filter(\.isStarted)
    let deliveries = engine.signal(signal, to: started.map(\.id), scope: scope)
    if scope == .tree { tellOfBlindness() }
    var delivered = zip(started, deliveries).makeIterator()
    var diagnostics: [Diagnostic] = []
    for process in targets.processes {
      if process.isStarted, let (process, delivery) = delivered.next() {
        tell(signal, delivery, process, scope)
        diagnostics += refusals(delivery, process, at: targets.spans[process.id])
      } else if !targets.sweeping.contains(process.id) {
        let complaint = targets.naming(process, in: "can only \(verb) a started process")
        diagnostics.append(Diagnostic(complaint, at: targets.spans[process.id]))
      }
    }
    if !diagnostics.isEmpty { throw Failure(.error, diagnostics) }
  }

  /// `TERM to t and 2 descendants`.
  func tell(_ signal: Signal, _ delivery: Delivery, _ process: Process, _ scope: SignalScope) {
    guard !delivery.pids.isEmpty else { return }
    var others = delivery.pids.count
    var whom = "descendants of \(process.label)"
    if delivery.pids.contains(where: { $0 == process.observed.pid }) {
      others -= 1
      whom = process.label
      if others > 0 { whom += " and \(others) descendant\(others == 1 ? "" : "s")" }
    }
    notice("\(signal.shortName) to \(whom)")
  }

  /// Who may not be signalled, by name.
  func refusals(_ delivery: Delivery, _ process: Process, at span: Span?) -> [Diagnostic] {
    delivery.refused.map { refusal in
      Diagnostic(
        "not permitted: pid \(refusal.pid) of \(process.label) belongs to "
          + userName(refusal.owner), at: span)
    }
  }
}
