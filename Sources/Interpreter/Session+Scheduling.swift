import ProcessEngine

/// A statement that waits for its time, with the loop variables of the place where it stands.
struct Scheduled {
  let time: Instant
  let statement: CompiledStatement
  let scopes: [[String: Variable]]
}

extension Session {
  /// Lets a statement run in the first wait that lasts until a moment; earlier ones first.
  func schedule(_ statement: CompiledStatement, at time: Instant) {
    let place = scheduled.firstIndex { $0.time > time } ?? scheduled.count
    scheduled.insert(Scheduled(time: time, statement: statement, scopes: scopes), at: place)
  }

  /// Runs what is due, into the record of the statement that waits; an error of it is told there
  /// and does not end the wait.
  func runDue() throws(Failure) {
    while let next = scheduled.first, next.time <= now {
      scheduled.removeFirst()
      let scopesOfWait = scopes
      scopes = next.scopes
      defer { scopes = scopesOfWait }
      do throws(Failure) {
        try run(next.statement)
      } catch {
        guard error.kind == .error || error.kind == .timeout else { throw error }
        reportWithoutPlace(error)
      }
    }
  }
}
