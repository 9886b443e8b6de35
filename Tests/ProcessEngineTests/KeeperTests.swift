import CProcess
import Glibc
import Testing

extension EngineTests {
  /// Each half dies in turn, and signals find the way to where one process would have had them.
  @Suite struct KeeperTests {
    @Test(arguments: [["tree"], ["tree", "runaway"]])
    func aKilledSessionLeavesNothing(actions: [String]) throws {
      let probe = try KeeperProbe(actions + ["say:ready %k %s", "hold"])
      let session = try probe.halves(after: "ready").session
      kill(session, SIGKILL)
      #expect(probe.ending() == .signal(SIGKILL))
      #expect(probe.isAllGone())
    }

    @Test func theFolderOfAKilledSessionGoesWithIt() throws {
      var template = Array("/tmp/keeper-XXXXXX".utf8CString)
      let outer = try #require(mkdtemp(&template).map { String(cString: $0) })
      defer { for path in ["\(outer)/kept/file", "\(outer)/kept", outer] { remove(path) } }
      for name in ["kept", "own", "own/inner"] { mkdir("\(outer)/\(name)", 0o700) }
      for name in ["kept/file", "own/file", "own/inner/file"] {
        close(open("\(outer)/\(name)", O_CREAT | O_WRONLY, 0o600))
      }
      symlink("../kept", "\(outer)/own/link")
      let probe = try KeeperProbe(["--folder:\(outer)/own", "say:ready %k %s", "hold"])
      kill(try probe.halves(after: "ready").session, SIGKILL)
      #expect(probe.ending() == .signal(SIGKILL))
      #expect(access("\(outer)/own", F_OK) != 0)
      #expect(access("\(outer)/kept/file", F_OK) == 0, "what a link led to was removed")
      // Where there is none, that is all the same.
      #expect(try KeeperProbe(["--folder:\(outer)/own", "exit:3"]).ending() == .exit(3))
    }

    @Test func aSessionThatEndsByItselfLeavesNothing() throws {
      let probe = try KeeperProbe(["tree", "exit:3"])
      #expect(probe.ending() == .exit(3))
      #expect(probe.isAllGone())
    }

    @Test func aSessionHearsOfTheKeepersDeath() throws {
      let probe = try KeeperProbe(["tree", "listen"])
      kill(try probe.halves().keeper, SIGKILL)
      #expect(probe.ending() == .signal(SIGKILL))
      #expect(try probe.rest() == "keeper died\nleft 0\n")
      #expect(probe.isAllGone(within: patience))
    }

    @Test func childrenFromBeforeTheSplitAreLetLive() throws {
      let probe = try KeeperProbe(["--stranger", "tree", "say:ready %k %s", "hold"])
      let halves = try probe.halves(after: "ready")
      #expect(halves.keeper != probe.pid, "the strangers' parent only mirrors")
      kill(halves.session, SIGKILL)
      #expect(probe.ending() == .signal(SIGKILL))
      #expect(!probe.isAllGone())
      probe.endGroup()
      #expect(probe.isAllGone(within: patience))
    }

    @Test func allThreeHalvesHearOfTheFirstOnesDeath() throws {
      let probe = try KeeperProbe(["--stranger", "listen"])
      _ = try probe.halves()
      kill(probe.pid, SIGKILL)
      try probe.expect("keeper died\nleft 0\n")
      probe.endGroup()
      #expect(probe.isAllGone(within: patience))
    }

    @Test(arguments: [SIGTERM: "TERM", SIGHUP: "HUP", SIGINT: "INT", SIGQUIT: "QUIT"])
    func aSignalThatAProcessSendsIsPassedOn(signal: Int32, name: String) throws {
      let probe = try KeeperProbe(["tree", "listen"])
      kill(try probe.halves().keeper, signal)
      #expect(try probe.expect("\n") == "heard \(name) keeper\n")
      #expect(probe.ending() == .signal(signal))
      #expect(probe.isAllGone())
    }

    @Test func signalsThatMeanNothingToAKeeperArePassedOnToo() throws {
      let probe = try KeeperProbe(["listen"])
      let keeper = try probe.halves().keeper
      for (signal, name) in [(SIGUSR1, "USR1"), (SIGALRM, "ALRM"), (SIGWINCH, "WINCH")] {
        kill(keeper, signal)
        #expect(try probe.expect("\n") == "heard \(name) keeper\n")
      }
    }

    @Test func theDeathSignalIsNobodyElsesToSend() throws {
      let probe = try KeeperProbe(["listen"])
      let keeper = try probe.halves().keeper
      kill(keeper, PROCLAB_KEEPER_DIED)
      kill(keeper, SIGTERM)
      #expect(try probe.expect("\n") == "heard TERM keeper\n")
    }

    @Test(arguments: [0, 1, 3, 127, 255] as [Int32])
    func theExitCodeIsTheSessions(code: Int32) throws {
      #expect(try KeeperProbe(["exit:\(code)"]).ending() == .exit(code))
    }

    @Test(arguments: [SIGTERM, SIGKILL, SIGSEGV, SIGABRT, SIGPIPE, SIGILL, SIGUSR1, 40, 64])
    func theSignalItEndsByIsTheSessions(signal: Int32) throws {
      #expect(try KeeperProbe(["die:\(signal)"]).ending() == .signal(signal))
    }

    @Test func theSessionFindsSignalsAsTheyWereAndItsOwnKeeper() throws {
      let probe = try KeeperProbe(["leave:1"], blocked: [SIGUSR2])
      let blocked = "\(SIGUSR2) \(PROCLAB_KEEPER_DIED)"
      let expected = "subreaper 1, death signal 47, SIGCHLD default, blocked \(blocked), null\n"
      #expect(try probe.rest() == expected)
    }

    @Test func withoutAKeeperTheCallerIsTheSession() throws {
      let probe = try KeeperProbe(["--no-keeper", "leave:1"])
      #expect(
        try probe.rest() == "subreaper 1, death signal 0, SIGCHLD default, blocked, null\n")
    }

    @Test func anIgnoredSIGCHLDAndClosedDescriptorsArePutRight() throws {
      let script = "trap '' CHLD; exec 8>&1; exec \"$0\" leave:8 exit:5 <&- >&- 2>&-"
      let probe = try KeeperProbe(program: "/bin/sh", ["-c", script, keeperProbe])
      let expected = "subreaper 1, death signal 47, SIGCHLD default, blocked 47, null 0 1 2\n"
      #expect(try probe.rest() == expected)
      #expect(probe.ending() == .exit(5))
    }

    @Test func theKeeperHoldsNoOutputOpen() throws {
      let probe = try KeeperProbe(["say:ready %k %s", "close:1", "close:9", "hold"])
      _ = try probe.halves(after: "ready")
      #expect(try probe.rest() == "")
      #expect(probe.isAllGone(within: patience))
    }
  }
}
