import Glibc
import Interpreter
import Language
import ProcessEngine
import Replay

/// One checked file in a process of its own: clean environment, own folder, deadlines; it tells
/// what was not as expected to whoever started it.
final class CheckedRun: ReplayObserver {
  private let teller = ReportTeller(1)
  private let file: SessionFile
  private let blesses: Bool
  private var timeouts = Timeouts()

  private init(_ file: SessionFile, blesses: Bool) {
    self.file = file
    self.blesses = blesses
  }

  static func run(
    _ path: FileName, timeoutScale: Double, blesses: Bool, folder: String
  ) -> ToolStatus {
    let teller = ReportTeller(1)
    let file: SessionFile
    switch ReplayRun.read(path) {
    case .success(let read): file = read
    case .failure(let complaint):
      teller.tell(complaint.lines.map { .problem($0) })
      return .malformed
    }
    guard file.judges || blesses else {
      teller.tell([.problem(SessionFile.checksNothing)])
      return .failed
    }
    if let missing = ReplayRun.missingArgument(file, 0) {
      teller.tell([.problem("argument {\(missing)} is not given when a file is checked")])
      return .malformed
    }
    SessionHost.split(folder: folder)
    return CheckedRun(file, blesses: blesses).run(path, timeoutScale, folder)
  }

  private func run(_ path: FileName, _ timeoutScale: Double, _ folder: String) -> ToolStatus {
    if blesses { teller.tell([.digest(digest(of: file.source.bytes))]) }
    let replayer = Replayer(file, observer: self, blesses: blesses)
    var configuration = ReplayRun.configuration(path, file, arguments: [])
    configuration.environment = CheckedRun.environment
    configuration.folder = folder
    configuration.hasOwnHome = true
    configuration.timeoutScale = timeoutScale
    configuration.isChecked = true
    configuration.isBlessed = blesses
    let session = SessionHost.session(configuration, output: replayer)
    do {
      try enter(try session.makeFolder())
    } catch {
      teller.tell(error.diagnostics.map { .problem($0.message) })
      return .fault
    }
    let end = ReplayRun.finish(replayer, file, in: session, ending: replayer.run(in: session))
    teller.tell(end.items)
    return end.status
  }

  private func enter(_ folder: String) throws(Failure) {
    guard chdir(folder) != 0 else { return }
    let reason = String(cString: strerror(errno))
    throw Failure("cannot enter the temporary folder '\(escapedForDisplay(folder))': \(reason)")
  }

  /// The same wherever a file is checked; only PATH is the machine's.
  private static var environment: [[UInt8]] {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return ["LC_ALL=C.UTF-8", "TZ=UTC", "PATH=\(path)"].map { Array($0.utf8) }
  }

  func willRun(_ step: SessionFile.Step) {
    teller.tell([.runs(line: file.lineNumber(of: step))])
  }

  func record(_ line: RecordLine) {}
  func explain(_ lines: [String]) {}
  func notice(_ text: String) {}
  func waiting(_ progress: WaitProgress?) {}

  func didRun(_ step: SessionFile.Step, _ result: StepResult) {
    let line = file.lineNumber(of: step)
    if let blessing = result.blessing {
      teller.tell([.ran(line: line, isExpected: result.isExpected)] + blessing.items)
    }
    guard !result.isExpected else { return }
    let timeout = timeouts.take(result, at: line)
    teller.tell(result.items(of: step, at: line, after: timeout))
    if result.hasTimedOut { teller.tell([.timedOut]) }
  }

  func didNotReach(_ step: SessionFile.Step, after last: SessionFile.Step) {
    let (line, end) = (file.lineNumber(of: step), file.lineNumber(of: last))
    teller.tell(StepResult.items(ofUnreached: step, at: line, after: end))
  }
}

/// Tells items as they come.
struct ReportTeller {
  private let writer: Writer

  init(_ descriptor: Int32) {
    writer = Writer(descriptor)
  }

  func tell(_ items: [ReportItem]) {
    writer.lines(items.map(\.encoded))
    writer.flush()
  }
}

/// What tells the content of a file from any other (FNV-1a).
func digest(of bytes: [UInt8]) -> UInt64 {
  bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}
