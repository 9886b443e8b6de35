import Foundation
import Testing

@testable import ProcessEngine

extension EngineTests {
  @Suite struct TerminalTests {
    private func start(_ lab: Lab, _ words: String...) throws -> ChildID {
      var launch = Launch([Lab.probe] + words)
      launch.terminal = TerminalSize()
      let id = lab.engine.add(launch)
      try lab.engine.start(id)
      return id
    }

    @Test func aTerminalIsTheControllingOneAndKeepsNewlines() throws {
      try withLab { lab in
        let id = try start(lab, "report", "err=both", "exit=3")
        #expect(lab.join(id) == .exited(3))
        let lines = lab.lines(id)
        #expect(lines.contains("terminal=1") && lines.contains("window=80x24"))
        #expect(lines.contains("descriptors=0,1,2,") && lines.contains("both"))
        #expect(!lab.text(id).contains("\r"))
        lab.wait("its end") { !lab.engine.child(id).output.isOpen }
      }
    }

    /// Row 29.
    @Test(arguments: [3000, 200_000]) func theTailOfATerminalIsNotLost(_ size: Int) throws {
      try withLab { lab in
        for _ in 0..<50 {
          // Without newlines: what is written comes back byte by byte.
          let id = try start(lab, "flood=\(size)", "exit=0")
          lab.join(id)
          // A newline or a tab in the pattern is passed on as it is.
          let position = lab.engine.child(id).output
          #expect(position.total == UInt64(size) && position.endMark == UInt64(size))
          lab.waitForEmptyTree(id)
          lab.engine.forget(id)
        }
      }
    }

    @Test func aTerminalIsWrittenToAndEnded() throws {
      try withLab { lab in
        let id = try start(lab, "out=up", "echo", "out=over", "exit=0")
        lab.expect("up", of: id)
        #expect(lab.engine.child(id).inputIsOpen)
        #expect(lab.engine.send(Array("hello\n".utf8), to: id))
        lab.expect("hello", of: id)
        lab.engine.closeInput(id)
        #expect(lab.join(id) == .exited(0))
        #expect(lab.text(id) == "up\nhello\nover\n")
      }
    }

    @Test func aTerminalPassesOnKeysAndItsSize() throws {
      try withLab { lab in
        let id = try start(lab, "note=28", "out=up", "catch=2:9", "pause")
        lab.expect("up", of: id)
        lab.engine.setTerminalSize(of: id, TerminalSize(rows: 50, columns: 132))
        lab.expect("got 28", of: id)
        #expect(lab.engine.send([3], to: id))
        lab.join(id)
      }
    }

    @Test func aHolderBelowKeepsTheTerminalOpen() throws {
      try withLab { lab in
        let id = try start(lab, "fork", "{", "ignore=1", "pid", "pause", "}", "line", "exit=0")
        _ = lab.waitForPids(1, of: id)
        _ = lab.engine.send([10], to: id)
        #expect(lab.join(id) == .exited(0))
        lab.engine.freezeAndKill(id, scope: .tree)
        lab.waitForEmptyTree(id)
        lab.wait("its end") { !lab.engine.child(id).output.isOpen }
      }
    }

    /// As programs do on their way to exit that see whether all was written.
    @Test func whoClosesItsTerminalIsNotHungUp() throws {
      try withLab { lab in
        for _ in 0..<20 {
          let id = try start(lab, "out=last", "close=0", "close=1", "close=2", "spin=2", "exit=3")
          #expect(lab.join(id) == .exited(3))
          #expect(lab.text(id) == "last\n")
          lab.wait("its end") { !lab.engine.child(id).output.isOpen }
        }
      }
    }

    @Test func limitsAreSet() throws {
      try withLab { lab in
        let id = try lab.start("report") {
          $0.limits = [.processorTime: 7, .coreSize: 0, .descriptors: 32]
        }
        lab.join(id)
        let lines = lab.lines(id)
        #expect(lines.contains("cpu=7,8") && lines.contains("core=0"))
        #expect(lines.contains("files=32") && lines.contains("hard=32"))
        let busy = try lab.start("spin=5000") { $0.limits = [.processorTime: 1] }
        #expect(lab.join(busy)?.code == -24)
        let writer = try lab.start("flood=100000") {
          $0.output = .file("/tmp/proclab-\(getpid())-limited")
          $0.limits = [.fileSize: 8192]
        }
        #expect(lab.join(writer)?.code == -25)
        unlink("/tmp/proclab-\(getpid())-limited")
      }
    }
  }
}
