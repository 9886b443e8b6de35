import Foundation
import SystemPackage
import Testing

@testable import ProcessEngine

/// A folder that is gone after the test.
final class Scratch {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "proclab-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String, _ content: String, mode: Int = 0o644) -> String {
    let file = "\(path)/\(name)"
    let attributes: [FileAttributeKey: Any] = [.posixPermissions: mode]
    let isMade = FileManager.default.createFile(
      atPath: file, contents: Data(content.utf8), attributes: attributes)
    #expect(isMade)
    return file
  }
}

/// What the compiler made of the child's half.
private let childObject = products + "/CProcess.build/child.c.o"

extension EngineTests {
  @Suite struct SpawnTests {
    /// What a probe reports of itself.
    private func report(
      _ lab: Lab, adjust: (inout Launch) -> Void = { _ in }
    ) throws -> [String:
      String]
    {
      let id = try lab.start("report", adjust: adjust)
      lab.join(id)
      return lab.lines(id).reduce(into: [:]) { facts, line in
        let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
        facts[parts[0]] = parts.count > 1 ? parts[1] : ""
      }
    }

    private func failure(_ lab: Lab, _ launch: Launch) -> SpawnError? {
      let id = lab.engine.add(launch)
      do throws(SpawnError) {
        try lab.engine.start(id)
      } catch {
        #expect(lab.engine.child(id).state == .initial)
        return error
      }
      return nil
    }

    private func errno(_ value: Errno) -> Int32 { value.rawValue }

    /// Row 18.
    @Test func whatCannotBeExecutedSaysWhy() throws {
      let scratch = try Scratch()
      try withLab { lab in
        func failure(_ arguments: [String], path: String = "/bin") -> SpawnError? {
          self.failure(lab, Launch(arguments, environment: ["PATH=\(path)"]))
        }
        let missing = SpawnError(stage: .exec, errno: self.errno(.noSuchFileOrDirectory))
        let denied = SpawnError(stage: .exec, errno: self.errno(.permissionDenied))
        #expect(failure(["nosuchcmd"]) == missing)
        #expect(failure([""]) == missing)
        #expect(failure(["/nosuch/cmd"]) == missing)
        #expect(failure([scratch.path]) == denied)
        #expect(failure([scratch.file("plain", "text")]) == denied)
        #expect(failure(["plain"], path: "/bin:\(scratch.path)") == denied)
        let notExecutable = SpawnError(stage: .exec, errno: self.errno(.execFormatError))
        #expect(failure([scratch.file("text", "no program\n", mode: 0o755)]) == notExecutable)
        #expect(failure([scratch.file("bad", "#!/nosuch/sh\n", mode: 0o755)]) == missing)
        #expect(failure([scratch.path + "/plain/x"])?.errno == self.errno(.notDirectory))
        #expect(failure(["probe"], path: "relative:.:") == missing)
        #expect(failure([])?.stage == .request)
        #expect(failure(["/bin/true", "a\0b"])?.stage == .request)
        let long = String(repeating: "x", count: 3 << 20)
        #expect(
          failure(["/bin/true", long])
            == SpawnError(stage: .exec, errno: E2BIG))
        var launch = Launch(["/bin/true"])
        launch.directory = "/nosuch"
        #expect(
          self.failure(lab, launch)
            == SpawnError(
              stage: .directory(path: "/nosuch"), errno: self.errno(.noSuchFileOrDirectory)))
        launch.directory = nil
        launch.input = .file("/nosuch/in")
        #expect(
          self.failure(lab, launch)
            == SpawnError(
              stage: .open(path: "/nosuch/in"), errno: self.errno(.noSuchFileOrDirectory)))
        #expect(lab.engine.takeEvents().isEmpty)
      }
    }

    @Test func aProgramIsFoundInThePathOfTheChild() throws {
      let scratch = try Scratch()
      try FileManager.default.createSymbolicLink(
        atPath: scratch.path + "/mine", withDestinationPath: Lab.probe)
      try withLab { lab in
        for path in ["/nosuch:\(scratch.path)", "\(scratch.path)/", "a:\(scratch.path):b"] {
          let id = lab.engine.add(Launch(["mine", "out=found"], environment: ["PATH=\(path)"]))
          try lab.engine.start(id)
          lab.join(id)
          #expect(lab.text(id) == "found\n")
        }
        // A word with a slash is relative to the new folder.
        var launch = Launch(["./mine", "out=found"])
        launch.directory = scratch.path
        let id = lab.engine.add(launch)
        try lab.engine.start(id)
        lab.join(id)
        #expect(lab.text(id) == "found\n")
      }
    }

    @Test func theEnvironmentIsWhatIsSaid() throws {
      try withLab { lab in
        for said in [[], ["A=1", "B="]] {
          let id = lab.engine.add(Launch(["env"], environment: said))
          try lab.engine.start(id)
          lab.join(id)
          #expect(
            lab.lines(id) == said + ["PROCLAB_RUN=\(lab.engine.options.runMarker):\(id.index)"])
        }
      }
    }

    /// Row 7.
    @Test func signalsOfTheParentAreNotInherited() throws {
      let numbers: [Int32] = [SIGUSR1, SIGUSR2, SIGPIPE, SIGTTOU, SIGINT, 34, 50, 64]
      let before = numbers.map { signal($0, SIG_IGN) }
      defer { for (number, action) in zip(numbers, before) { signal(number, action) } }
      try withLab { lab in
        let linux = LinuxCalls()
        let mask = try linux.block((1...64).compactMap { Signal(number: $0) })
        defer { linux.setMask(mask) }
        let facts = try report(lab)
        #expect(facts["SigIgn"] == "0" && facts["SigBlk"] == "0" && facts["SigCgt"] == "0")
      }
    }

    /// Rows 20 and 40: each way of making a process gives the same child.
    @Test(arguments: [15, 14, 13, 11, 7, 6, 5, 4, 3, 2, 1, 0] as [UInt32])
    func everyWayLeaksNothing(_ ways: UInt32) throws {
      // Sharing descriptors needs close_range to undo it.
      if ways & 2 != 0 && ways & 8 == 0 { return }
      let leak = open("/dev/null", O_RDONLY)
      let high = fcntl(leak, F_DUPFD, 900)
      defer {
        close(leak)
        close(high)
      }
      try withLab { lab in
        lab.engine.ways = SpawnRequest.Ways(rawValue: ways)
        let other = try lab.start("line") { $0.input = .pipe }
        let facts = try report(lab) {
          $0.input = .pipe
          $0.directory = "/"
          $0.umask = 0o27
          $0.niceness = 3
          $0.environment = [Array("A=1".utf8), Array("PROCLAB_RUN=old:1".utf8)]
        }
        #expect(facts["descriptors"] == "0,1,2,")
        #expect(facts["nonblock"] == "000")
        #expect(facts["cwd"] == "/" && facts["umask"] == "27" && facts["nice"] == "3")
        #expect(facts["pid"] == facts["pgid"] && facts["pid"] == facts["sid"])
        #expect(facts["ppid"] == "\(getpid())" && facts["death"] == "9")
        #expect(facts["terminal"] == "0" && facts["env A"] == "1")
        #expect(facts["env PROCLAB_RUN"] == "\(lab.engine.options.runMarker):1")
        lab.engine.closeInput(other)
        #expect(lab.join(other) == .exited(0))
        try lab.check("exit=9", ends: .exited(9))
        let wrong = failure(lab, Launch(["/nosuch"]))
        #expect(wrong?.stage == .exec && wrong?.errno == self.errno(.noSuchFileOrDirectory))
      }
    }

    /// Row 40: what a filter refuses is done without.
    @Test(arguments: [Errno.notPermitted, .noFunction, .invalidArgument])
    func aRefusedWayIsGivenUp(_ error: Errno) throws {
      for times in 1...3 {
        let calls = ScriptedCalls()
        calls.fail("spawn", error, times: times)
        try withLab(calls) { lab in
          try lab.check("exit=4", ends: .exited(4))
          try lab.check("exit=4", ends: .exited(4))
          #expect(calls.count("spawn") == times + 2)
        }
      }
      let calls = ScriptedCalls()
      calls.fail("spawn", error, times: .max)
      try withLab(calls) { lab in
        #expect(
          failure(lab, Lab.launch("exit=0")) == SpawnError(stage: .clone, errno: error.rawValue))
      }
    }

    /// Row 40: what only the child finds refused, too.
    @Test(arguments: [Errno.notPermitted, .noFunction])
    func aWayThatTheChildIsRefusedIsGivenUp(_ error: Errno) throws {
      let calls = ScriptedCalls()
      calls.replies = [.failed(.unshare, errno: error.rawValue)]
      try withLab(calls) { lab in
        try lab.check("exit=4", ends: .exited(4))
        try lab.check("exit=4", ends: .exited(4))
        let ways = calls.requests.map(\.ways)
        let others = SpawnRequest.Ways.all.subtracting([.shareDescriptors, .closeRange])
        #expect(ways == [.all, others, others])
      }
    }

    @Test func aProcessThatCannotBeOpenedIsEnded() throws {
      let calls = ScriptedCalls()
      try withLab(calls) { lab in
        lab.engine.ways.remove(.returnDescriptor)
        calls.fail("openProcess", .notPermitted)
        let error = failure(lab, Lab.launch("pause"))
        #expect(error?.stage == .setup("pidfd_open"))
      }
    }

    /// Row 17.
    @Test func aMomentWithoutProcessNumbersIsWaitedFor() throws {
      let calls = ScriptedCalls()
      calls.fail("spawn", .resourceTemporarilyUnavailable, times: 2)
      try withLab(calls) { lab in
        try lab.check("exit=4", ends: .exited(4))
        calls.fail("spawn", .resourceTemporarilyUnavailable, times: .max)
        let error = failure(lab, Lab.launch("exit=0"))
        #expect(error?.stage == .clone)
        #expect(error?.errno == self.errno(.resourceTemporarilyUnavailable))
      }
      let short = ScriptedCalls()
      short.fail("spawn", .noMemory, times: .max)
      try withLab(short) { lab in
        #expect(failure(lab, Lab.launch("exit=0"))?.limit == .memory(nil))
      }
    }

    /// Row 17: the limit is named.
    @Test func theLimitThatIsReachedIsNamed() throws {
      let calls = ScriptedCalls()
      calls.files = [
        "/proc/loadavg": "0.1 0.1 0.1 1/32760 77", "/proc/sys/kernel/pid_max": "32768\n",
        "/proc/self/cgroup": "",
      ]
      calls.fail("spawn", .resourceTemporarilyUnavailable, times: .max)
      try withLab(calls) { lab in
        #expect(failure(lab, Lab.launch("exit=0"))?.limit == .system(32768))
      }
    }

    /// Row 17: of a container, one around it counts too.
    @Test func theLimitOfTheContainerIsNamed() throws {
      let calls = ScriptedCalls()
      calls.files = [
        "/proc/self/cgroup": "2:pids:/other\n0::/outer/inner\n",
        "/sys/fs/cgroup/pids/other/pids.max": "max\n",
        "/sys/fs/cgroup/pids/other/pids.current": "900\n",
        "/sys/fs/cgroup/outer/inner/pids.max": "90\n",
        "/sys/fs/cgroup/outer/inner/pids.current": "80\n",
        "/sys/fs/cgroup/outer/pids.max": "100\n",
        "/sys/fs/cgroup/outer/pids.current": "100\n",
      ]
      calls.fail("spawn", .resourceTemporarilyUnavailable, times: .max)
      try withLab(calls) { lab in
        #expect(failure(lab, Lab.launch("exit=0"))?.limit == .controlGroup(100))
      }
    }

    /// Row 16: with any number of descriptors left, a start succeeds or says so; nothing hangs,
    /// nothing leaks, and running children go on.
    @Test func nearTheDescriptorLimitAStartIsRefusedOrWorks() throws {
      try withLab { lab in
        let running = try lab.start("line", "out=still here") { $0.input = .pipe }
        let limit = try LinuxCalls().limit(.descriptors)
        var outcomes: [Bool] = []
        for spare in 0...12 {
          let used = (openDescriptors().keys.max() ?? 0) + 1
          var fillers: [Int32] = []
          let low = ResourceLimit(soft: UInt64(used) + 20, hard: limit.hard)
          try LinuxCalls().setLimit(.descriptors, low)
          while case let filler = dup(0), filler >= 0 { fillers.append(filler) }
          for _ in 0..<spare { if let filler = fillers.popLast() { close(filler) } }
          let id = lab.add("out=ok", "exit=0") { $0.input = .pipe }
          do throws(SpawnError) {
            try lab.engine.start(id)
            outcomes.append(true)
          } catch {
            #expect(error.stage == .admission && error.limit == .descriptors(low.soft))
            outcomes.append(false)
          }
          for filler in fillers { close(filler) }
          try LinuxCalls().setLimit(.descriptors, limit)
          if outcomes.last == true {
            #expect(lab.join(id) == .exited(0))
            #expect(lab.text(id) == "ok\n")
          }
        }
        #expect(outcomes.first == false && outcomes.last == true)
        #expect(outcomes == outcomes.sorted { !$0 && $1 })
        _ = lab.engine.send(Array("go\n".utf8), to: running)
        #expect(lab.join(running) == .exited(0))
        #expect(lab.text(running) == "still here\n")
      }
    }

    @Test(arguments: [
      (Launch.Input.null, Launch.Output.capture, 3), (.pipe, .capture, 4),
      (.null, .file("/dev/null"), 1),
    ])
    func aChildTakesFewDescriptors(
      _ input: Launch.Input, _ output: Launch.Output, _ count: Int
    ) throws {
      try withLab { lab in
        lab.engine.poll()
        let before = openDescriptors().count
        _ = try lab.start("pause") {
          $0.input = input
          $0.output = output
          $0.error = output
        }
        #expect(openDescriptors().count - before == count)
      }
    }

    /// Row 16: each call of a start fails once, in turn.
    @Test(arguments: [
      "openPipe", "setNonblocking", "duplicate:to", "control", "spawn",
    ])
    func aStartThatFailsAnywhereLeavesNothing(_ call: String) throws {
      for skip in 0..<4 {
        let calls = ScriptedCalls()
        try withLab(calls) { lab in
          calls.fail(call, .tooManyOpenFiles, after: skip)
          let error = failure(
            lab,
            {
              var launch = Lab.launch("pause")
              launch.input = .pipe
              return launch
            }())
          if let error { #expect(error.stage == .admission) }
          calls.forgive()
          try lab.check("exit=6", ends: .exited(6))
        }
      }
    }

    /// Row 19.
    @Test func aProgramThatIsStillBeingWrittenIsWaitedFor() throws {
      let scratch = try Scratch()
      let program = scratch.path + "/fresh"
      try FileManager.default.copyItem(atPath: Lab.probe, toPath: program)
      var writer = open(program, O_WRONLY | O_CLOEXEC)
      let calls = ScriptedCalls()
      try withLab(calls) { lab in
        let busy = failure(lab, Launch([program, "exit=0"]))
        #expect(busy == SpawnError(stage: .exec, errno: self.errno(.textFileBusy)))
        calls.before = { name in
          if name == "pause", writer >= 0 {
            close(writer)
            writer = -1
          }
        }
        let id = lab.engine.add(Launch([program, "exit=8"]))
        try lab.engine.start(id)
        #expect(lab.join(id) == .exited(8))
      }
    }

    /// Row 22.
    @Test(arguments: 0..<8) func closedStandardStreamsOfTheParentDoNoHarm(_ missing: Int) throws {
      let kept = (0..<3).map { fcntl($0, F_DUPFD_CLOEXEC, 100) }
      defer {
        for number in 0..<3 {
          dup2(kept[number], Int32(number))
          close(kept[number])
        }
      }
      for number in 0..<3 where missing >> number & 1 == 1 { close(Int32(number)) }
      let lab = try Lab()
      let id = try lab.start("echo", "err=oops", "exit=2") { $0.input = .pipe }
      _ = lab.engine.send(Array("through".utf8), to: id)
      lab.engine.closeInput(id)
      let status = lab.join(id)
      let output = (lab.text(id), lab.text(id, .standardError))
      lab.engine.endAll(grace: nil)
      #expect(status == .exited(2))
      #expect(output == ("through", "oops\n"))
    }

    /// Row 39.
    @Test(.timeLimit(.minutes(1))) func aFifoNeverFreezesTheEngine() throws {
      let scratch = try Scratch()
      let fifo = scratch.path + "/fifo"
      #expect(mkfifo(fifo, 0o600) == 0)
      try withLab { lab in
        var launch = Lab.launch("exit=0")
        launch.output = .file(fifo)
        let error = failure(lab, launch)
        #expect(
          error == SpawnError(stage: .open(path: fifo), errno: self.errno(.noSuchAddressOrDevice)))
        let reader = try lab.start("drain", "exit=1") { $0.input = .file(fifo) }
        #expect(lab.join(reader) == .exited(1))
      }
    }

    @Test func streamsGoToFilesAndTogether() throws {
      let scratch = try Scratch()
      let input = scratch.file("in", "from a file\n")
      try withLab { lab in
        let id = try lab.start("echo", "err=too", "exit=0") {
          $0.input = .file(input)
          $0.output = .file(scratch.path + "/out")
          $0.error = .sameAsOutput
        }
        lab.join(id)
        let written = try String(contentsOfFile: scratch.path + "/out", encoding: .utf8)
        #expect(written == "from a file\ntoo\n")
        let both = try lab.start("out=one", "err=two") { $0.error = .sameAsOutput }
        lab.join(both)
        #expect(lab.text(both) == "one\ntwo\n")
      }
    }

    /// Promise 7: the child has the limit that we had.
    @Test func theRaisedDescriptorLimitIsNotInherited() throws {
      let limit = try LinuxCalls().limit(.descriptors)
      let low = ResourceLimit(soft: min(512, limit.hard), hard: limit.hard)
      try LinuxCalls().setLimit(.descriptors, low)
      defer { try? LinuxCalls().setLimit(.descriptors, limit) }
      try withLab { lab in
        let raised = try LinuxCalls().limit(.descriptors)
        #expect(raised.soft == limit.hard)
        let facts = try report(lab)
        #expect(facts["files"] == "\(low.soft)")
      }
    }

    /// Row 8: between clone and exec the child calls nothing, not even libc.
    @Test(
      .enabled(if: access("/usr/bin/nm", X_OK) == 0, "nm(1) is missing"),
      .enabled(if: access(childObject, R_OK) == 0, "the build left no object of its own"))
    func theChildHalfCallsNothing() throws {
      let object = childObject
      try withLab { lab in
        let id = lab.engine.add(Launch(["/usr/bin/nm", "-u", object]))
        try lab.engine.start(id)
        #expect(lab.join(id) == .exited(0))
        #expect(lab.text(id) == "")
      }
    }

    @Test func aChildIsStartedOnce() throws {
      try withLab { lab in
        let id = try lab.start("exit=0")
        #expect(throws: SpawnError.self) { try lab.engine.start(id) }
      }
    }
  }
}
