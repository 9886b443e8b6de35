import Foundation
import Testing
import Trials

@testable import ProcessEngine

extension EngineTests {
  /// Random commands, and what must hold whatever they are.
  @Suite struct RandomTests {
    private struct Expectation {
      var ends: Set<Int32>
      var sent: [UInt8] = []
      var isForgotten = false
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func anySequenceOfCommandsKeepsThePromises(_ seed: UInt64) throws {
      var random = SeededRandom(seed: seed)
      // Calls that keep a book: of no descriptor is anything made that isn't the engine's.
      try withLab(ScriptedCalls()) { lab in
        var children: [(id: ChildID, expected: Expectation)] = []
        for _ in 0..<150 {
          let choice = Int.random(in: 0..<12, using: &random)
          if children.isEmpty || choice < 3 {
            children.append(try start(lab, &random))
            continue
          }
          let index = Int.random(in: 0..<children.count, using: &random)
          if children[index].expected.isForgotten { continue }
          act(choice, lab, &children[index], &random)
        }
        for (id, expected) in children where !expected.isForgotten {
          _ = lab.engine.signal(.continue, to: id, scope: .tree)
          lab.engine.freezeAndKill(id, scope: .tree)
          lab.waitForEmptyTree(id)
          let code = lab.engine.child(id).state.exitStatus?.code ?? 0
          #expect(expected.ends.union([-9]).contains(code), "seed \(seed), child \(id.index)")
          // What came back is the beginning of what was sent.
          let back = lab.engine.read(.standardOutput, of: id, from: 0, upTo: .max)
          let isBeginning = expected.sent.starts(with: back)
          #expect(isBeginning || !expected.ends.contains(0), "seed \(seed), child \(id.index)")
        }
        lab.take()
        for (id, expected) in children { check(lab.kinds(id), isWhole: !expected.isForgotten) }
      }
    }

    private func start(
      _ lab: Lab, _ random: inout SeededRandom
    ) throws -> (id: ChildID, expected: Expectation) {
      switch Int.random(in: 0..<5, using: &random) {
      case 0:
        let code = Int32.random(in: 0...255, using: &random)
        return (try lab.start("exit=\(code)"), Expectation(ends: [code, -15]))
      case 1:
        return (try lab.start("catch=15:33", "pause"), Expectation(ends: [33, -15]))
      case 2:
        return (
          try lab.start("fork", "{", "setsid", "ignore=15", "pause", "}", "pause"),
          Expectation(ends: [-15])
        )
      case 3:
        return (
          try lab.start("fork", "{", "fork", "{", "setsid", "pause", "}", "}", "exit=5"),
          Expectation(ends: [5, -15])
        )
      default:
        return (try lab.start("echo") { $0.input = .pipe }, Expectation(ends: [0, -15]))
      }
    }

    private func act(
      _ choice: Int, _ lab: Lab, _ child: inout (id: ChildID, expected: Expectation),
      _ random: inout SeededRandom
    ) {
      let id = child.id
      let scopes = [SignalScope.only, .group, .tree]
      let scope = scopes[Int.random(in: 0..<3, using: &random)]
      switch choice {
      case 3: _ = lab.engine.signal(.terminate, to: id, scope: scope)
      case 4: _ = lab.engine.signal(.stop, to: id, scope: scope)
      case 5: _ = lab.engine.signal(.continue, to: id, scope: scope)
      case 6:
        let bytes = (0..<Int.random(in: 1...100_000, using: &random)).map { UInt8($0 % 251) }
        if lab.engine.send(bytes, to: id) { child.expected.sent += bytes }
      case 7: lab.engine.closeInput(id)
      case 8: lab.engine.poll()
      case 9:
        _ = lab.engine.wait(until: lab.engine.now + .milliseconds(1))
      case 10:
        lab.engine.freezeAndKill(id, scope: .tree)
        lab.waitForEmptyTree(id)
      default:
        lab.take()
        guard lab.engine.child(id).state.exitStatus != nil, lab.engine.treeIsEmpty(id) else {
          return
        }
        lab.engine.forget(id)
        child.expected.isForgotten = true
      }
    }

    /// The order of a life: started, then paused and resumed in turn, exited once, reaped, the tree
    /// empty.
    private func check(_ kinds: [Event.Kind], isWhole: Bool) {
      var phase = 0
      var isPaused = false
      for kind in kinds {
        switch kind {
        case .started:
          #expect(phase == 0)
          phase = 1
        case .paused:
          #expect(phase == 1 && !isPaused)
          isPaused = true
        case .resumed:
          #expect(phase == 1 && isPaused)
          isPaused = false
        case .exited:
          #expect(phase == 1)
          phase = 2
        case .reaped:
          #expect(phase == 2)
          phase = 3
        case .treeEmptied:
          #expect(phase == 3)
          phase = 4
        case .wrote, .closed, .inputClosed, .signalled, .adopted, .orphanEnded:
          #expect(phase > 0)
        }
      }
      #expect(phase == 4, "\(kinds)")
    }
  }
}
