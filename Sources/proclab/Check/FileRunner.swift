import Glibc
import Interpreter
import Language
import ProcessEngine
import Replay

/// Runs session files, each in a `proclab` of its own, several at once.
final class FileRunner {
  /// How files are run.
  struct Options {
    /// How many at once.
    var parallel = 1
    /// How often each.
    var rounds = 1
    /// Whether every core is kept busy meanwhile.
    var hasLoad = false
    /// What all deadlines are multiplied with.
    var timeoutScale = 1.0
    /// Whether each line is to tell what it would need.
    var blesses = false
  }

  /// What is told while files run.
  protocol Observer: AnyObject {
    /// A run is over, and no longer counted as running. Returns whether to go on.
    func didFinish(_ file: Int, _ run: FileResult.Run, of runner: FileRunner) -> Bool
    /// Something has changed, or a second has passed.
    func hasProgressed(_ runner: FileRunner)
    /// The window has another size.
    func hasResized()
  }

  /// How the running of files ended.
  enum Ending: Equatable {
    /// All were run.
    case complete
    /// The observer wanted no more.
    case stopped
    /// A signal to this process.
    case signalled(Signal)
  }

  /// A run that is under way.
  struct Running {
    let file: Int
    let child: ChildID
    /// Its folder, which is removed with whatever it has left there.
    let folder: String
    var started: Instant
    var isTooLong = false
  }

  /// No run may take longer than this, whatever its lines say.
  private static let ceiling = Duration.seconds(600)

  private let paths: [FileName]
  private let options: Options
  private let engine = SessionHost.engine()
  private var started = 0
  /// The runs that are under way.
  private(set) var running: [Running] = []
  private(set) var finished = 0

  init(_ paths: [FileName], _ options: Options) {
    self.paths = paths
    self.options = options
  }

  private var total: Int { paths.count * options.rounds }
  private var ceiling: Duration { FileRunner.ceiling * options.timeoutScale }

  /// The names of the files that run now, each once, behind how many runs there are; nothing where
  /// none is.
  var runningText: String {
    guard !running.isEmpty else { return "" }
    let files = running.map(\.file).reduce(into: [Int]()) { files, file in
      if !files.contains(file) { files.append(file) }
    }
    let names = files.map { paths[$0].shown }.joined(separator: ", ")
    return ", \(running.count) running: \(names)"
  }

  /// Runs all of them; nothing that was started outlives this, and no file that it made.
  func run(_ observer: any Observer) -> Ending {
    // One folder around those of all runs: should this process be killed, its keeper knows it.
    mkdir(SessionHost.folder, 0o700)
    defer {
      engine.endAll(grace: nil)
      removeTree(SessionHost.folder)
    }
    if options.hasLoad { startLoad() }
    observer.hasProgressed(self)
    while finished < total {
      startSome(observer)
      switch engine.wait(until: nextMoment) {
      case .signal(.windowChange): observer.hasResized()
      case .signal(.continue): break
      case .signal(.terminalStop): suspend()
      case .signal(let signal):
        engine.endAll(grace: .seconds(2))
        return .signalled(signal)
      case .events, .deadline, .readable: break
      }
      _ = engine.takeEvents()
      guard collect(observer) else { return .stopped }
      observer.hasProgressed(self)
    }
    return .complete
  }

  /// A second from now, for those who watch; sooner where a run is over its time.
  private var nextMoment: Instant {
    let ceilings = running.filter { !$0.isTooLong }.map { $0.started + ceiling }
    return (ceilings + [engine.now + .seconds(1)]).min() ?? engine.now
  }

  /// What keeps every core busy, until the end.
  private func startLoad() {
    for _ in 0..<FileRunner.coreCount {
      let words = ["/bin/sh", "-c", "while :; do :; done"].map { Array($0.utf8) }
      let load = engine.add(Launch(arguments: words, environment: SessionHost.environment))
      try? engine.start(load)
    }
  }

  /// How many cores this machine has.
  static var coreCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  private func startSome(_ observer: any Observer) {
    while started < total, running.count < options.parallel {
      start(started / options.rounds, observer)
      started += 1
    }
  }

  private func start(_ file: Int, _ observer: any Observer) {
    let flags = options.blesses ? ["--blesses"] : []
    let folder = "\(SessionHost.folder)/\(started + 1)"
    let words =
      ["/proc/self/exe", "checked-run", "--timeout-scale", "\(options.timeoutScale)"] + flags
      + ["--folder", folder, "--"]
    var launch = Launch(
      arguments: words.map { Array($0.utf8) } + [paths[file].bytes],
      environment: SessionHost.environment)
    launch.captureLimit = 16 << 20
    let child = engine.add(launch)
    do {
      try engine.start(child)
      running.append(Running(file: file, child: child, folder: folder, started: engine.now))
    } catch {
      var report = FileReport()
      report.problems = ["cannot be run: \(error)"]
      finished += 1
      _ = observer.didFinish(file, .init(outcome: .fault, took: .zero, report: report), of: self)
    }
  }

  /// Stops this process until somebody continues it; the time does not count against a ceiling.
  private func suspend() {
    let before = engine.now
    engine.suspendSelf()
    for index in running.indices {
      running[index].started = running[index].started + (engine.now - before)
    }
  }

  /// Takes in the runs that have ended, and ends those that took too long.
  private func collect(_ observer: any Observer) -> Bool {
    let now = engine.now
    var goesOn = true
    for index in running.indices.reversed() {
      let run = running[index]
      let child = engine.child(run.child)
      if let status = child.state.exitStatus {
        // What it has left behind is no other run's.
        if case .exited = child.state { engine.freezeAndKill(run.child, scope: .tree) }
        running.remove(at: index)
        removeTree(run.folder)
        finished += 1
        let result = result(of: run, child, status)
        goesOn = observer.didFinish(run.file, result, of: self) && goesOn
        engine.forget(run.child)
      } else if now - run.started >= ceiling {
        running[index].isTooLong = true
        engine.freezeAndKill(run.child, scope: .tree)
      }
    }
    return goesOn
  }

  private func result(of run: Running, _ child: Child, _ status: ExitStatus) -> FileResult.Run {
    var report = FileReport(told: text(child, .standardOutput))
    report.problems += text(child, .standardError).split(separator: "\n").map { "wrote: \($0)" }
    let outcome: Outcome
    if run.isTooLong {
      outcome = .fault
      report.problems.append(
        "ended, because it took longer than \(Language.describe(ceiling))\(place(report))")
    } else if case .exited(let code) = status, let known = Outcome(rawValue: code) {
      outcome = known
    } else {
      outcome = .fault
      report.problems.append("its session \(describe(status))\(place(report))")
    }
    let took = (child.exitTime ?? engine.now) - run.started
    return FileResult.Run(outcome: outcome, took: took, report: report)
  }

  private func place(_ report: FileReport) -> String {
    report.lastLine.map { ", in line \($0)" } ?? ""
  }

  private func describe(_ status: ExitStatus) -> String {
    switch status {
    case .exited(let code): "ended with \(code)"
    case .signaled(let signal, _): "was ended by SIG\(signal.shortName)"
    case .lost: "was reaped by somebody else"
    }
  }

  private func text(_ child: Child, _ stream: ProcessEngine.Stream) -> String {
    let position = stream == .standardOutput ? child.output : child.error
    let bytes = engine.read(
      stream, of: child.id, from: position.dropped, upTo: position.endMark ?? position.total)
    return String(decoding: bytes, as: UTF8.self)
  }
}
