import Language

extension Session {
  /// Does something with all targets that a verb fits, together. One that was named and doesn't fit is
  /// an error, after the others were dealt with.
  func together(
    _ targets: Targets, fits: (Process) -> Bool, _ complaint: String,
    _ body: ([Process]) throws(Failure) -> Void
  ) throws(Failure) {
    let fitting = targets.processes.filter(fits)
    let misfits = targets.processes.filter { !fits($0) && !targets.sweeping.contains($0.id) }
    let diagnostics = misfits.map { process in
      Diagnostic(targets.naming(process, in: complaint), at: targets.spans[process.id])
    }
    guard !diagnostics.isEmpty else { return try body(fitting) }
    var failure = Failure(.error, diagnostics)
    guard !fitting.isEmpty else { throw failure }
    do {
      try body(fitting)
    } catch {
      guard error.isOfOneStatement else { throw error }
      failure.add(error)
    }
    throw failure
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
        diagnostics += error.located(at: span).diagnostics.map { diagnostic in
          var diagnostic = diagnostic
          diagnostic.message = targets.naming(process, in: diagnostic.message)
          return diagnostic
        }
      }
    }
    if !diagnostics.isEmpty { throw Failure(.error, diagnostics) }
  }
}
