import Testing

@testable import ProcessEngine

@Suite struct LifeReducerTests {
  private static let states: [LifeState] = [
    .initial, .started, .paused(.stop), .paused(.terminalStop), .exited(.exited(0)),
    .stopped(.exited(0)), .stopped(.lost),
  ]
  private static let events: [LifeEvent] = [
    .execSucceeded, .stopped(.stop), .continued, .ended(.exited(0)), .ended(.lost), .treeEmptied,
  ]

  /// The fields of the table that change something; all others change nothing.
  private static let changes: [LifeState: [LifeEvent: (LifeState, [LifeAction])]] = [
    .initial: [.execSucceeded: (.started, [.tellStarted])],
    .started: [
      .stopped(.stop): (.paused(.stop), [.tellPaused(.stop)]),
      .ended(.exited(0)): (.exited(.exited(0)), [.tellExited(.exited(0)), .lookForTree]),
      .ended(.lost): (.stopped(.lost), [.tellExited(.lost), .tellReaped, .lookForTree]),
    ],
    .paused(.stop): [
      .continued: (.started, [.tellResumed]),
      .ended(.exited(0)): (.exited(.exited(0)), [.tellExited(.exited(0)), .lookForTree]),
      .ended(.lost): (.stopped(.lost), [.tellExited(.lost), .tellReaped, .lookForTree]),
    ],
    .paused(.terminalStop): [
      .stopped(.stop): (.paused(.stop), [.tellPaused(.stop)]),
      .continued: (.started, [.tellResumed]),
      .ended(.exited(0)): (.exited(.exited(0)), [.tellExited(.exited(0)), .lookForTree]),
      .ended(.lost): (.stopped(.lost), [.tellExited(.lost), .tellReaped, .lookForTree]),
    ],
    .exited(.exited(0)): [.treeEmptied: (.stopped(.exited(0)), [.reap, .tellReaped])],
  ]

  @Test func theWholeTable() {
    for state in LifeReducerTests.states {
      for event in LifeReducerTests.events {
        let (next, actions) = LifeReducer.reduce(state, event)
        let expected = LifeReducerTests.changes[state]?[event] ?? (state, [])
        #expect(next == expected.0 && actions == expected.1, "\(state) and \(event)")
      }
    }
  }

  @Test func anEndIsToldOnceWhateverComesAfterIt() {
    for first in LifeReducerTests.events {
      for second in LifeReducerTests.events {
        var state = LifeState.started
        var told = 0
        for event in [.ended(.exited(0)), first, second, .treeEmptied, .ended(.lost)] as [LifeEvent]
        {
          let (next, actions) = LifeReducer.reduce(state, event)
          state = next
          for case .tellExited in actions { told += 1 }
        }
        #expect(told == 1 && state == .stopped(.exited(0)))
      }
    }
  }

  @Test func theTableOfTrees() {
    #expect(TreeState.unborn.after(.born) == .led)
    #expect(TreeState.unborn.after(.counted(0)) == .unborn)
    #expect(TreeState.led.after(.counted(0)) == .led)
    #expect(TreeState.led.after(.leaderEnded) == .leaderless)
    #expect(TreeState.leaderless.after(.counted(2)) == .leaderless)
    #expect(TreeState.leaderless.after(.counted(0)) == .empty)
    #expect(TreeState.empty.after(.counted(1)) == .leaderless)
    #expect(TreeState.empty.after(.leaderEnded) == .empty)
  }
}
