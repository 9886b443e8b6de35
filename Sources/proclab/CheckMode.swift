import Glibc
import Interpreter
import Language
import ProcessEngine
import Replay

/// `proclab check`: each file in a `proclab` of its own, several at once, reported in name order.
final class CheckMode {
  /// One file: its run, and what came of it.
  private struct Job {
    let path: String
    var child: ChildID?
    var started: Instant?
    var status: ToolStatus?
    var took = Duration.zero
    var report = ""
  }

  /// No file may take longer than this, whatever its lines say.
  private static let ceiling = Duration.seconds(600)

  private let engine: Engine
  private let writer = Writer(1)
  private let timeoutScale: Double
  private let parallel: Int
  private var jobs: [Job]
  private var nextToStart = 0
  private var nextToReport = 0

  private init(_ files: [String], jobs parallel: Int, timeoutScale: Double) {
    engine = SessionHost.engine()
    self.timeoutScale = timeoutScale
    self.parallel = parallel
    jobs = files.map { Job(path: $0) }
  }

  /// Checks files and folders of files.
  static func run(_ paths: [String], jobs: Int, timeoutScale: Double) -> ToolStatus {
    let errors = Writer(2)
    var files: [String] = []
    for path in paths {
      guard let found = SessionFiles.find(path) else {
        errors.line("error: cannot read '\(escapedForDisplay(path))'")
        errors.flush()
        return .malformed
      }
      files += found
    }
    guard !files.isEmpty else {
      errors.line("error: no session file (*.lab) in \(paths.joined(separator: " "))")
      errors.flush()
      return .malformed
    }
    SessionHost.split()
    let parallel = jobs > 0 ? jobs : max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    return CheckMode(files, jobs: parallel, timeoutScale: timeoutScale).run()
  }

  private func run() -> ToolStatus {
    while nextToReport < jobs.count {
      startSome()
      let wake = engine.wait(until: nearestCeiling)
      if case .signal(let signal) = wake, let status = react(to: signal) { return status }
      _ = engine.takeEvents()
      collect()
      report()
    }
    _ = engine.endAll(grace: nil)
    return summary()
  }

  private var running: [Int] {
    jobs.indices.filter { jobs[$0].child != nil && jobs[$0].status == nil }
  }

  private var nearestCeiling: Instant? {
    running.compactMap { jobs[$0].started }.min().map { $0 + CheckMode.ceiling * timeoutScale }
  }

  private func startSome() {
    while nextToStart < jobs.count, running.count < parallel {
      start(nextToStart)
      nextToStart += 1
    }
  }

  private func start(_ index: Int) {
    let words = [
      "/proc/self/exe", "checked-run", "--timeout-scale", "\(timeoutScale)", "--",
      jobs[index].path,
    ]
    var launch = Launch(
      arguments: words.map { Array($0.utf8) }, environment: SessionHost.environment)
    launch.error = .sameAsOutput
    let child = engine.add(launch)
    jobs[index].child = child
    jobs[index].started = engine.now
    do {
      try engine.start(child)
    } catch {
      jobs[index].status = .fault
      jobs[index].report = "\(jobs[index].path): cannot be run: \(error)"
    }
  }

  /// Ctrl-C and its like end all files; what was done is reported.
  private func react(to signal: Signal) -> ToolStatus? {
    switch signal {
    case .continue, .windowChange: return nil
    case .terminalStop:
      engine.suspendSelf()
      return nil
    default:
      _ = engine.endAll(grace: .seconds(2))
      writer.line("interrupted: \(nextToReport) of \(jobs.count) files done")
      writer.flush()
      if signal != .interrupt { SessionHost.dieBySignal(signal.number) }
      return .interrupted
    }
  }

  /// Takes in the files that have ended, and ends those that took too long.
  private func collect() {
    let now = engine.now
    for index in running {
      guard let id = jobs[index].child, let started = jobs[index].started else { continue }
      let child = engine.child(id)
      if let status = child.state.exitStatus {
        jobs[index].took = (child.exitTime ?? now) - started
        let kept = engine.read(
          .standardOutput, of: id, from: child.output.dropped, upTo: child.output.total)
        jobs[index].report = String(decoding: kept, as: UTF8.self)
        jobs[index].status = toolStatus(status, index)
        engine.forget(id)
      } else if now - started >= CheckMode.ceiling * timeoutScale {
        _ = engine.freezeAndKill(id, scope: .tree)
      }
    }
  }

  private func toolStatus(_ status: ExitStatus, _ index: Int) -> ToolStatus {
    if case .exited(let code) = status, let known = ToolStatus(rawValue: code) { return known }
    jobs[index].report += "\(jobs[index].path): ended with \(status)\n"
    return .fault
  }

  private func report() {
    while nextToReport < jobs.count, let status = jobs[nextToReport].status {
      let job = jobs[nextToReport]
      let mark = status == .ok ? "✓" : status == .skipped ? "–" : "✗"
      writer.line("\(mark) \(job.path) (\(describe(job.took)))")
      for line in job.report.split(separator: "\n") { writer.line("  \(line)") }
      writer.flush()
      nextToReport += 1
    }
  }

  private func summary() -> ToolStatus {
    let failed = jobs.count { $0.status != .ok && $0.status != .skipped }
    let skipped = jobs.count { $0.status == .skipped }
    let skippedText = skipped > 0 ? ", \(skipped) skipped" : ""
    writer.line("\(jobs.count - failed - skipped) passed, \(failed) failed\(skippedText)")
    writer.flush()
    let statuses = jobs.compactMap(\.status)
    if failed == 0 { return skipped == jobs.count ? .skipped : .ok }
    return statuses.filter { $0 != .skipped }.max() ?? .ok
  }
}
