import Language

extension Session {
  /// The targets that a verb fits: one that was named and does not fit is an error.
  func fitting(
    _ targets: Targets, _ fits: (Process) -> Bool, _ complaint: String
  ) throws(Failure) -> [Process] {
    var fitting: [Process] = []
    var diagnostics: [Diagnostic] = []
    for process in targets.processes {
      if fits(process) {
        fitting.append(process)
      } else if !targets.sweeping.contains(process.id) {
        diagnostics.append(Diagnostic(complaint, at: targets.spans[process.id]))
      }
    }
    if !diagnostics.isEmpty { throw Failure(.error, diagnostics) }
    return fitting
  }

  /// Does something to each target, and reports each failure; what came by `all` or `alive` and
  /// does not fit is left out.
  func each(
    _ targets: Targets, fits: (Process) -> Bool,
    _ body: (Process) throws(Failure) -> Void
  ) throws(Failure) {
    var diagnostics: [Diagnostic] = []
    for process in targets.processes {
      if targets.sweeping.contains(process.id), !fits(process) { continue }
      do {
        try body(process)
      } catch {
        guard error.kind == .error else { throw error }
        guard let span = targets.spans[process.id] else { throw error }
        diagnostics += error.located(at: span).diagnostics
      }
    }
    if !diagnostics.isEmpty { throw Failure(.error, diagnostics) }
  }
}
