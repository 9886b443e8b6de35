import Glibc
import SystemPackage
import Testing

@testable import ProcessEngine

extension EngineTests {
  /// The end of everything that was started.
  @Suite struct EndTests {
    @Test func theEndLeavesNobody() throws {
      try withLab { lab in
        let polite = try lab.start("catch=15:7", "out=up", "pause")
        let stopped = try lab.start("catch=15:8", "stop", "pause")
        let stubborn = try lab.start(
          "ignore=15", "fork", "{", "setsid", "ignore=15", "pid", "pause", "}", "pause")
        let lost = try lab.start(
          "fork", "{", "fork", "{", "setsid", "ignore=15", "clean", "pid", "pause", "}", "}",
          "reap", "exit=0")
        lab.expect("up", of: polite)
        lab.wait("the stop") { lab.engine.child(stopped).state == .paused(.stop) }
        let pids = lab.waitForPids(1, of: stubborn) + lab.waitForPids(1, of: lost)
        lab.join(lost)
        #expect(lab.engine.endAll(grace: .milliseconds(200)).isEmpty)
        #expect(lab.engine.child(polite).state == .stopped(.exited(7)))
        #expect(lab.engine.child(stopped).state == .stopped(.exited(8)))
        #expect(lab.engine.child(stubborn).state == .stopped(.signaled(.kill, dumpedCore: false)))
        for pid in pids { #expect(!Lab.lives(pid)) }
      }
    }

    @Test func theEndIsQuickWhenAllObey() throws {
      try withLab { lab in
        for _ in 0..<50 { _ = try lab.start("pause") }
        let start = lab.engine.now
        #expect(lab.engine.endAll(grace: .seconds(20)).isEmpty)
        #expect(lab.engine.now - start < .seconds(10))
      }
    }

    @Test func theGraceIsCutShortByASignalThatSaysSo() throws {
      try withLab {
        $0.catches = [.interrupt, .windowChange]
        $0.hurries = [.interrupt]
      } _: { lab in
        let deaf = try lab.start("ignore=15", "out=deaf", "pause")
        lab.expect("deaf", of: deaf)
        let start = lab.engine.now
        pthread_kill(pthread_self(), SIGWINCH)
        #expect(lab.engine.endAll(grace: .milliseconds(50)).isEmpty)
        #expect(lab.engine.now - start >= .milliseconds(50))
        #expect(lab.engine.wait(until: nil) == .signal(.windowChange))
        let other = try lab.start("ignore=15", "out=deaf", "pause")
        lab.expect("deaf", of: other)
        pthread_kill(pthread_self(), SIGINT)
        #expect(lab.engine.endAll(grace: .seconds(60)).isEmpty)
        #expect(lab.engine.now - start < .seconds(30))
        #expect(lab.engine.wait(until: nil) == .signal(.interrupt))
      }
    }

    /// Row 38: what can't be killed is named, and doesn't hold the end up for ever: it belongs to
    /// somebody else, or the kernel takes the signal and never lets it go.
    @Test(arguments: [true, false]) func theEndIsBounded(_ isRefused: Bool) throws {
      let calls = ScriptedCalls()
      try withLab(calls) { lab in
        let id = try lab.start("pause")
        if isRefused {
          calls.fail("send:process", .notPermitted, times: .max)
        } else {
          calls.signalsAreLost = true
        }
        calls.timeFlies = true
        let start = lab.engine.now
        let survivors = lab.engine.endAll(grace: .milliseconds(10))
        #expect(survivors.map(\.pid) == [try #require(lab.engine.child(id).pid)])
        #expect(lab.engine.now - start < .seconds(8))
        #expect(lab.engine.child(id).state == .started)
        calls.forgive()
        calls.signalsAreLost = false
        calls.timeFlies = false
      }
    }
  }
}
