import Glibc
import Testing

@testable import ProcessEngine

/// Found out once, before the tests run: in some containers nobody may trace.
private let tracingIsAllowed: Bool = {
  guard let lab = try? Lab(), let seizer = try? lab.seize("28") else { return false }
  let isAllowed = lab.lines(seizer) == ["seized"]
  lab.engine.endAll(grace: nil)
  return isAllowed
}()

extension EngineTests {
  /// Signals that hit a child between clone and exec, while the engine waits for it inside clone.
  @Suite(.enabled(if: tracingIsAllowed, "this machine allows no tracing"))
  struct BeforeExecTests {
    /// Row 26, and Ctrl-C: for a moment a child is still in our group, but what the terminal sends
    /// to that is not meant for it, and stops nobody who waits for its exec.
    @Test(arguments: ["HUP", "INT", "QUIT", "TSTP", "TTIN", "TTOU"])
    func whatTheTerminalSendsUsIsNotTheChilds(_ name: String) throws {
      try withLab { lab in
        let signal = try #require(Signal(name))
        let seizer = try lab.seize("\(signal.number):kernel")
        let id = try lab.start("report", "exit=4")
        #expect(lab.join(seizer) == .exited(0))
        #expect(lab.lines(seizer) == ["seized"])
        #expect(lab.join(id) == .exited(4))
        #expect(lab.lines(id).contains("SigBlk=0"))
        #expect(!lab.kinds(id).contains(.paused(signal)))
      }
    }

    /// Row 26: what a process sends is for the child, whoever it becomes; but no stop of the kind
    /// that terminals send has an effect before somebody is there to end it.
    @Test(arguments: ["HUP", "INT", "QUIT", "TERM", "USR1", "KILL", "TSTP", "TTIN", "TTOU"])
    func whatAProcessSendsTheChildIsNotLost(_ name: String) throws {
      try withLab { lab in
        let signal = try #require(Signal(name))
        let seizer = try lab.seize("\(signal.number)")
        let id = try lab.start("exit=4") { $0.limits = [.coreSize: 0] }
        #expect(lab.join(seizer) == .exited(0))
        #expect(lab.lines(seizer) == ["seized"])
        #expect(
          lab.join(id)
            == (signal.endsByDefault ? .signaled(signal, dumpedCore: false) : .exited(4)))
        #expect(!lab.kinds(id).contains(.paused(signal)))
      }
    }

    /// Row 26: SIGSTOP can't be blocked. It holds the start until whoever stopped it goes on, and
    /// the child is then what it would have been.
    @Test func aStopBeforeExecLastsUntilTheContinuation() throws {
      try withLab { lab in
        let seizer = try lab.seize("\(Signal.stop.number)")
        let id = try lab.start("report", "line", "exit=4") { $0.input = .pipe }
        #expect(lab.join(seizer) == .exited(0))
        #expect(lab.lines(seizer) == ["seized", "held"])
        lab.engine.poll()
        #expect(lab.engine.child(id).state == .started)
        #expect(lab.engine.send([10], to: id))
        #expect(lab.join(id) == .exited(4))
        #expect(lab.lines(id).contains("SigBlk=0") && lab.lines(id).contains("death=9"))
        #expect(!lab.kinds(id).contains(.resumed))
      }
    }
  }
}

extension Lab {
  /// Starts a probe that sends a signal to the next process that this thread makes, before exec.
  fileprivate func seize(_ signal: String) throws -> ChildID {
    let seizer = try start("seize=\(LinuxCalls().identity().thread):\(signal)")
    wait("the seizing") { !lines(seizer).isEmpty }
    return seizer
  }
}
