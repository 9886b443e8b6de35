import Glibc
import Interpreter
import ProcessEngine
import SystemPackage

/// Finds out what this machine offers, by trying.
struct Examination {
  private let calls = LinuxCalls()

  /// Everything, in the order in which it is shown.
  var findings: [Finding] {
    [
      kernel, pidfd, groupSignal, lateStatus, clone, subreaper, children, isolation, terminal,
      descriptors, processes,
    ]
  }

  private var kernel: Finding {
    let running = KernelVersion.running
    let isOld = KernelVersion("5.4").flatMap { wanted in running.map { $0 < wanted } } ?? true
    let name = running.map { "\($0)" } ?? "of unknown version"
    return Finding(
      name: "kernel", complaint: isOld ? "this is \(name)" : nil, gain: "Linux \(name)",
      loss: "5.4 or newer can wait for a process that no number can be confused with",
      isNeeded: true)
  }

  private var pidfd: Finding {
    Finding(
      name: "pidfd", complaint: attemptOnSelf { _ throws(Errno) in },
      gain: "signals reach the process that is meant, or nobody",
      loss: "no process can be held", isNeeded: true)
  }

  private var groupSignal: Finding {
    let complaint = attemptOnSelf(orElse: .noSuchProcess) { process throws(Errno) in
      try calls.send(nil, to: process, group: true)
    }
    return Finding(
      name: "group-pidfd", complaint: complaint,
      gain: "'group' signals by descriptor",
      loss: "'group' signals by number, which the unreaped leader keeps (Linux 6.9 has better)",
      isNeeded: false)
  }

  /// Of a process that still runs there is nothing to tell, which a kernel that can't tell at all
  /// says otherwise.
  private var lateStatus: Finding {
    let complaint = attemptOnSelf(orElse: .noData) { process throws(Errno) in
      _ = try calls.exitStatus(process)
    }
    return Finding(
      name: "late-status", complaint: complaint,
      gain: "an exit that another part of the program took is still known",
      loss: "an exit that another part of the program takes is 'lost' (Linux 6.15 has better)",
      isNeeded: false)
  }

  /// Makes a process whose program doesn't exist: all of the way to it is tried.
  private var clone: Finding {
    let complaint = attempt { () throws(Errno) in
      let null = try calls.open("/dev/null", .both)
      defer { calls.close(null) }
      let number = try calls.duplicate(null, notBelow: 3)
      defer { calls.close(number) }
      let reply = try calls.spawn(
        SpawnRequest(
          candidates: [Array("/dev/null/nothing".utf8)], arguments: [Array("nothing".utf8)],
          environment: [], input: number, output: number, error: number,
          firstUnreserved: max(null, number) + 1))
      if case .failed(let step, let errno) = reply, step != .exec { throw Errno(rawValue: errno) }
    }
    return Finding(
      name: "clone", complaint: complaint,
      gain: "a process is made without copying memory, and comes with its pidfd",
      loss: "processes are made by slower ways", isNeeded: false)
  }

  private var subreaper: Finding {
    let complaint = attempt { () throws(Errno) in
      let before = try calls.setSubreaper(true)
      if !before { _ = try calls.setSubreaper(false) }
    }
    return Finding(
      name: "subreaper", complaint: complaint,
      gain: "orphans are kept track of; kill -9 of a session, or of its keeper, leaves nothing",
      loss: "orphans are out of reach", isNeeded: true)
  }

  private var children: Finding {
    Finding(
      name: "children",
      complaint: attempt { () throws(Errno) in
        _ = try calls.readFile("/proc/self/task/\(getpid())/children", upTo: 64)
      },
      gain: "/proc lists the children of a process", loss: "trees can't be walked", isNeeded: true)
  }

  private var isolation: Finding {
    var complaint: String?
    do throws(EngineError) {
      let engine = try Engine(options: EngineOptions(runMarker: "doctor-\(getpid())"))
      do throws(SpawnError) {
        try engine.tryIsolation()
      } catch {
        complaint = error.namespaceReason
      }
    } catch {
      complaint = Errno(rawValue: error.errno).text
    }
    return Finding(
      name: "isolate", complaint: complaint,
      gain: "'with isolate' holds its processes even when session and keeper are killed at once",
      loss: "no 'with isolate'; kill -9 of session and keeper at once may leave processes behind",
      isNeeded: false)
  }

  private var terminal: Finding {
    let complaint = attempt { () throws(Errno) in
      let ends = try calls.openTerminal()
      calls.close(ends.ours)
      calls.close(ends.childs)
    }
    return Finding(
      name: "pty", complaint: complaint, gain: "'with pty' gives a process a terminal",
      loss: "no 'with pty'", isNeeded: false)
  }

  /// What stood in the way of a body that gets a descriptor of this process; one answer of the
  /// kernel may be as good as none.
  private func attemptOnSelf(
    orElse good: Errno? = nil, _ body: (Int32) throws(Errno) -> Void
  ) -> String? {
    attempt { () throws(Errno) in
      let process = try calls.openProcess(getpid())
      defer { calls.close(process) }
      do throws(Errno) { try body(process) } catch { if error != good { throw error } }
    }
  }

  /// What stood in the way of a body, or nil.
  private func attempt(_ body: () throws(Errno) -> Void) -> String? {
    do throws(Errno) {
      try body()
      return nil
    } catch {
      return error.text
    }
  }
}
