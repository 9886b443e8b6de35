import Glibc
import Testing

/// An interactive shell and how to start it so that it reads plain lines.
struct Shell: CustomTestStringConvertible {
  let path: String
  let arguments: [String]
  var testDescription: String { path }

  static let all = [
    Shell(path: "/bin/bash", arguments: ["--norc", "--noprofile", "--noediting", "-i"]),
    Shell(path: "/bin/dash", arguments: ["-i"]),
    Shell(path: "/bin/zsh", arguments: ["-f", "-i", "+o", "zle"]),
  ].filter { access($0.path, X_OK) == 0 }
}

extension EngineTests {
  /// Two processes that a shell takes for one.
  @Suite struct KeeperJobControlTests {
    private func start(_ shell: Shell, terminal: String = "dumb") throws -> KeeperProbe {
      try KeeperProbe(
        program: shell.path, shell.arguments, terminal: ShellTerminal(),
        environment: ["TERM=\(terminal)", "probe=\(keeperProbe)"])
    }

    /// Runs the probe in the foreground and stops it by Ctrl-Z.
    private func stopped(
      in shell: KeeperProbe, _ actions: String = "listen"
    ) throws -> (keeper: pid_t, session: pid_t) {
      shell.type("$probe \(actions)\n")
      let halves = try shell.halves()
      shell.type("\u{1a}")
      try shell.expect("topped", "uspended")
      #expect(processState(halves.keeper) == "T")
      #expect(processState(halves.session) == "T")
      return halves
    }

    @Test(arguments: Shell.all) func aJobStopsGoesOnAndIsKilled(shell: Shell) throws {
      let shell = try start(shell)
      _ = try stopped(in: shell)
      shell.type("fg\n")
      try shell.expect("heard CONT process")
      shell.type("\u{1a}")
      try shell.expect("topped", "uspended")
      shell.type("bg\n")
      try shell.expect("heard CONT process")
      shell.type("kill %1\n")
      try shell.expect("heard TERM")
      shell.type("wait; echo over-$((40 + 2))\n")
      try shell.expect("over-42")
    }

    @Test(arguments: Shell.all) func killOfTheLastJobReachesTheSession(shell: Shell) throws {
      let shell = try start(shell)
      shell.type("$probe tree listen &\n")
      _ = try shell.halves()
      shell.type("kill $!\n")
      try shell.expect("heard TERM keeper")
      shell.type("wait $!; echo status-$?\n")
      try shell.expect("status-143")
    }

    @Test(arguments: Shell.all) func anInterruptComesOnce(shell: Shell) throws {
      let shell = try start(shell)
      shell.type("$probe listen\n")
      _ = try shell.halves()
      shell.type("\u{3}")
      try shell.expect("heard INT kernel")
      shell.type("echo status-$?\n")
      #expect(try !shell.expect("status-130").contains("heard"))
    }

    @Test(arguments: Shell.all) func toContinueTheKeeperAloneIsEnough(shell: Shell) throws {
      let shell = try start(shell)
      let keeper = try stopped(in: shell).keeper
      kill(keeper, SIGCONT)
      try shell.expect("heard CONT keeper")
      kill(keeper, SIGTERM)
      try shell.expect("heard TERM keeper")
    }

    @Test(arguments: Shell.all) func aReaderInTheBackgroundIsStopped(shell: Shell) throws {
      let shell = try start(shell)
      shell.type("$probe stop:\(SIGTTIN) listen &\n")
      shell.type("jobs; wait %1; echo status-$?\n")
      // bash's and zsh's wait returns at once for a job that stopped, dash's when it does.
      try shell.expect("topped", "uspended")
      shell.type("fg\n")
      let keeper = try shell.halves().keeper
      kill(keeper, SIGTERM)
      try shell.expect("heard TERM keeper")
    }

    /// The keeper sleeps then too, and has to be woken for its work.
    @Test(arguments: Shell.all) func nothingIsLeftOfAStoppedAndKilledSession(shell: Shell) throws {
      let shell = try start(shell)
      shell.type("exec 8>&9 9>&-\n")
      let session = try stopped(in: shell, "tree listen 9>&8 8>&-").session
      shell.type("exec 8>&-; echo closed-$((40 + 2))\n")
      try shell.expect("closed-42")
      #expect(!shell.isAllGone())
      kill(session, SIGKILL)
      #expect(shell.isAllGone(within: patience))
    }

    @Test(arguments: Shell.all) func aStoppedSessionHearsOfTheKeepersDeath(shell: Shell) throws {
      let shell = try start(shell)
      let keeper = try stopped(in: shell, "tree listen").keeper
      kill(keeper, SIGKILL)
      try shell.expect("keeper died")
    }

    /// dash leaves the terminal's modes alone; other shells would put them right themselves.
    @Test func aKilledSessionsTerminalIsPutRight() throws {
      let shell = try start(Shell(path: "/bin/dash", arguments: ["-i"]), terminal: "xterm")
      shell.type("$probe raw 'say:rea''dy %k %s' hold\n")
      let session = try shell.halves(after: "ready").session
      kill(session, SIGKILL)
      try shell.expect("\u{1b}[?2004l\u{1b}[?25h\u{1b}[0m")
      shell.type("stty -a; echo end-$((40 + 2))\n")
      let modes = try shell.expect("end-42")
      #expect(modes.contains(" icanon") && modes.contains(" echo ") && !modes.contains("-isig"))
    }
  }
}
