/// The life of a process as a table: where it stands and what happens give where it stands then and
/// what is to be done. It touches nothing.
public enum LifeReducer {
  /// Looks up one field of the table. What can't happen in a state changes nothing: news of the
  /// kernel may arrive late, never twice.
  public static func reduce(
    _ state: LifeState, _ event: LifeEvent
  ) -> (state: LifeState, actions: [LifeAction]) {
    switch (state, event) {
    case (.initial, .execSucceeded):
      (.started, [.tellStarted])
    case (.initial, .stopped), (.initial, .continued), (.initial, .ended), (.initial, .treeEmptied):
      (state, [])

    case (.started, .stopped(let signal)):
      (.paused(signal), [.tellPaused(signal)])
    case (.started, .execSucceeded), (.started, .continued), (.started, .treeEmptied):
      (state, [])

    case (.paused(let before), .stopped(let signal)):
      before == signal ? (state, []) : (.paused(signal), [.tellPaused(signal)])
    case (.paused, .continued):
      (.started, [.tellResumed])
    case (.paused, .execSucceeded), (.paused, .treeEmptied):
      (state, [])

    // Somebody else reaped it: there is no zombie to hold.
    case (.started, .ended(.lost)), (.paused, .ended(.lost)):
      (.stopped(.lost), [.tellExited(.lost), .tellReaped, .lookForTree])
    case (.started, .ended(let status)), (.paused, .ended(let status)):
      (.exited(status), [.tellExited(status), .lookForTree])

    case (.exited(let status), .treeEmptied):
      (.stopped(status), [.reap, .tellReaped])
    case (.exited, .execSucceeded), (.exited, .stopped), (.exited, .continued), (.exited, .ended):
      (state, [])

    case (.stopped, .execSucceeded), (.stopped, .stopped), (.stopped, .continued),
      (.stopped, .ended), (.stopped, .treeEmptied):
      (state, [])
    }
  }
}
