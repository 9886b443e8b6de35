import Foundation
import SystemPackage
import Testing

@testable import ProcessEngine

extension EngineTests {
  /// Descriptors: whose they are, for how long, and what many of them cost.
  @Suite struct DescriptorTests {
    /// Row 15: news of a descriptor that is closed is nobody's, whatever its number means by now.
    @Test(arguments: [false, true]) func lateNewsIsNobodys(_ isForgotten: Bool) throws {
      let calls = ScriptedCalls()
      try withLab(calls) { lab in
        // What the engine opens once, it has.
        let before = try lab.start("exit=0")
        lab.join(before)
        lab.waitForEmptyTree(before)
        let set = calls.registered
        let first = try lab.start("exit=1") { $0.input = .pipe }
        let old = calls.registered.filter { set[$0.key] == nil }
        lab.join(first)
        lab.waitForEmptyTree(first)
        if isForgotten { lab.engine.forget(first) }
        let second = try lab.start("line", "out=still here", "exit=2") { $0.input = .pipe }
        let new = calls.registered.filter { set[$0.key] == nil && old[$0.key] == nil }
        #expect(old.count == 4 && Set(new.values) == Set(old.values), "the numbers are used again")

        let late = old.keys.map { Readiness(token: $0, flags: [.readable, .error, .hangup]) }
        calls.news = { $0 = late + $0 }
        for _ in 1...3 { #expect(lab.engine.wait(until: lab.engine.now) == .deadline) }
        calls.news = { _ in }
        let child = lab.engine.child(second)
        #expect(child.state == .started)
        #expect(child.inputIsOpen && child.output.isOpen && child.error.isOpen)
        #expect(lab.engine.send([10], to: second))
        #expect(lab.join(second) == .exited(2))
        #expect(lab.lines(second) == ["still here"])
      }
    }

    /// Row 15: an end closes descriptors of which there is news in the same batch.
    @Test func aBatchMayOutliveWhatItSpeaksOf() throws {
      let calls = ScriptedCalls()
      try withLab(calls) { lab in
        let id = try lab.start("out=last", "exit=3") { $0.input = .pipe }
        var told = siginfo_t()
        let pid = try #require(lab.engine.child(id).pid)
        waitid(P_PID, id_t(pid), &told, WEXITED | WNOWAIT)
        var batch: [Token?] = []
        calls.news = { batch = $0.map { Token(rawValue: $0.token) } }
        lab.engine.runRound(until: lab.engine.now)
        calls.news = { _ in }
        let all: [Token] = [
          .exit(id), .input(id), .output(id, .standardOutput), .output(id, .standardError),
        ]
        #expect(Set(all).isSubset(of: batch))
        let child = lab.engine.child(id)
        #expect(child.state.exitStatus == .exited(3))
        #expect(!child.inputIsOpen)
        #expect(lab.lines(id) == ["last"])
        lab.engine.poll()
        #expect(!lab.engine.child(id).output.isOpen && !lab.engine.child(id).error.isOpen)
      }
    }

    /// Row 21: the child's table of descriptors (`FDSize` of proc_pid_status(5)) never shrinks, so
    /// one that was copied whole would still be as large as ours.
    @Test func aStartNeverCopiesWhatIsOpen() throws {
      try withLab { lab in
        var fillers: [Int32] = []
        defer { for filler in fillers { close(filler) } }
        while fillers.count < 16_000, case let filler = dup(0), filler >= 0 {
          fillers.append(filler)
        }
        // Room for a start.
        for filler in fillers.suffix(64) { close(filler) }
        fillers.removeLast(64)
        let ours = try #require(descriptorTableSize(of: getpid()))
        let id = try lab.start("line", "exit=0") { $0.input = .pipe }
        let pid = try #require(lab.engine.child(id).pid)
        let childs = try #require(descriptorTableSize(of: pid))
        #expect(lab.engine.send([10], to: id))
        #expect(lab.join(id) == .exited(0))
        #expect(ours > 4096 && childs <= 256, "\(childs) beside our \(ours)")
      }
    }

    private func descriptorTableSize(of pid: pid_t) -> Int? {
      let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
      let line = status?.split(separator: "\n").first { $0.hasPrefix("FDSize:") }
      return line.flatMap { Int($0.dropFirst(7).trimmingPrefix { $0.isWhitespace }) }
    }

    /// Row 23: that a read waits or doesn't is of the open terminal, which others have open too.
    @Test func whatOthersHaveOpenTooStaysAsItIs() throws {
      let terminal = try LinuxCalls().openTerminal()
      let kept = fcntl(0, F_DUPFD_CLOEXEC, 100)
      defer {
        dup2(kept, 0)
        for descriptor in [kept, terminal.ours, terminal.childs] { close(descriptor) }
      }
      dup2(terminal.childs, 0)
      let flags = fcntl(0, F_GETFL)
      #expect(flags & O_NONBLOCK == 0)
      try withLab { lab in
        lab.engine.watch(0)
        let piped = try lab.start("line", "report") { $0.input = .pipe }
        let filed = try lab.start("report") { $0.input = .file("/dev/stdin") }
        let own = try lab.start("report") { $0.terminal = TerminalSize() }
        #expect(write(terminal.ours, "typed\n", 6) == 6)
        #expect(lab.engine.send([10], to: piped))
        let deadline = lab.engine.now + .seconds(30)
        while case let wake = lab.engine.wait(until: deadline), wake != .readable(0) {
          try #require(wake != .deadline)
          lab.take()
        }
        lab.engine.unwatch(0)
        for id in [piped, filed, own] {
          #expect(lab.join(id) == .exited(0))
          #expect(lab.lines(id).contains("nonblock=000"))
        }
        #expect(fcntl(0, F_GETFL) == flags)
      }
      #expect(fcntl(0, F_GETFL) == flags)
    }
  }
}
