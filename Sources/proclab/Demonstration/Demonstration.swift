import Glibc
import Interpreter
import Language
import LineEditor
import ProcessEngine
import Replay

/// `proclab FILE`: each line as if typed, what it prints, and where that is not what was expected.
final class Demonstration: ReplayObserver {
  /// How a file is shown.
  struct Manner {
    /// How much faster than a person types; nil for at once.
    var speed: Double?
    /// Whether Enter is waited for before each line runs.
    var pauses = false
    /// Where a recording is written.
    var cast: FileName?
  }

  private let path: FileName
  private let file: SessionFile
  private let manner: Manner
  private let stage: Stage
  private let recording: CastRecording?
  private let keys = QuietTerminal()
  /// Whether keys were not shown when this process was stopped.
  private var wasQuiet = false
  private var session: Session?
  private var failedLines = 0
  private var timeouts = Timeouts()

  private init(_ path: FileName, _ file: SessionFile, _ manner: Manner) {
    self.path = path
    self.file = file
    self.manner = manner
    recording = manner.cast.map { _ in
      let size = Demonstration.terminalSize
      return CastRecording(title: path.shown, columns: size.columns, rows: size.rows)
    }
    stage = Stage(recording)
  }

  /// Replays a file, with its arguments.
  static func run(_ path: FileName, arguments: [[UInt8]], _ manner: Manner) -> ToolStatus {
    guard let file = ReplayRun.read(path, arguments: arguments) else { return .malformed }
    let errors = Writer(2)
    defer { errors.flush() }
    if manner.pauses, isatty(0) != 1 {
      errors.line("error: --pause needs a terminal, for somebody to press Enter")
      return .malformed
    }
    if let cast = manner.cast, let complaint = OutputFile(cast).complaint {
      errors.line("error: \(complaint)")
      return .malformed
    }
    SessionHost.split()
    return Demonstration(path, file, manner).run(arguments)
  }

  /// The window's size, or what is usual.
  private static var terminalSize: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return (80, 24)
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  private func run(_ arguments: [[UInt8]]) -> ToolStatus {
    let replayer = Replayer(file, observer: self)
    let configuration = ReplayRun.configuration(path, file, arguments: arguments)
    let session = SessionHost.session(configuration, output: replayer)
    self.session = session
    let end = ReplayRun.finish(replayer, file, in: session, ending: play(replayer, session)) {
      [self] in finish()
    }
    let isSkipped = end.status == .skipped
    for line in FileReport(end.items).lines(path: path.shown) {
      stage.line("\(isSkipped ? "–" : "✗") \(line)", isSkipped ? .dim : .red)
    }
    if file.hasExpectations, end.status != .interrupted, end.status != .skipped {
      summary(end.status)
    }
    finish()
    return end.status
  }

  /// Shows the file line by line; gives why it ended before the last, or nil.
  private func play(_ replayer: Replayer, _ session: Session) -> Replayer.Ending? {
    let typist = Typist(stage, session, speed: manner.speed)
    var enter = manner.pauses ? EnterKey(session) : nil
    for step in file.steps {
      show(step.preamble)
      do {
        try show(step, typist, session, &enter)
      } catch {
        return Replayer.ending(error)
      }
      let ending = replayer.run(step, in: session)
      stage.endLine()
      if let ending { return ending }
      if stage.isBroken { return .interrupted }
    }
    show(file.closing)
    return nil
  }

  /// Comments and paragraphs as they stand, but for the line that makes the file a program.
  private func show(_ remarks: [SessionFile.Remark]) {
    for remark in remarks {
      switch remark {
      case .blank: stage.newline()
      case .comment(let text) where text.hasPrefix("!"): break
      case .comment(let text):
        if remark.isHeading { stage.mark(String(text.drop { $0 == "#" || $0 == " " })) }
        stage.line("# \(shownAsWritten(text))", remark.isHeading ? .bold : .dim)
      }
    }
  }

  private func show(
    _ step: SessionFile.Step, _ typist: Typist, _ session: Session, _ enter: inout EnterKey?
  ) throws(Failure) {
    if enter != nil { keys.begin() }
    defer { keys.end() }
    let prompt = "proclab \(session.aliveCount)▸ "
    let text = step.text.joined(separator: "\n")
    let ranges = stage.usesColour ? Highlighter(session).ranges(in: text) : []
    var offset = 0
    for (index, line) in step.text.enumerated() {
      if index > 0 { stage.newline() }
      let margin = String(repeating: " ", count: prompt.count - 2) + "… "
      stage.put(index == 0 ? prompt : margin, .dim)
      let end = offset + line.utf8.count
      let shown = shownAsWritten(line)
      // What is escaped has its colours elsewhere than it stands.
      let inside = ranges.filter { $0.range.overlaps(offset..<end) }.map {
        StyledRange(($0.range.lowerBound - offset)..<($0.range.upperBound - offset), $0.style)
      }
      try typist.type(shown, shown == line ? inside.map(\.clipped) : [])
      offset = end + 1
    }
    try typist.rest()
    stage.flush()
    if try enter?.wait() == true { stage.lineWasEnded() } else { stage.newline() }
  }

  private func summary(_ status: ToolStatus) {
    let lines = file.steps.count
    if status == .ok {
      let all = lines == 1 ? "the line is" : "all \(lines) lines"
      stage.line("✓ \(all) as expected", .green)
    } else if failedLines > 0 {
      let failed = lines == 1 ? "the line is" : "\(failedLines) of \(lines) lines"
      stage.line("✗ \(failed) not as expected", .red)
    }
  }

  private func finish() {
    stage.endLine()
    stage.flush()
    guard let cast = manner.cast, let recording else { return }
    if !OutputFile(cast).write(recording.text) {
      let errors = Writer(2)
      errors.line("error: cannot write '\(cast.shown)'")
      errors.flush()
    }
  }

  func willRun(_ step: SessionFile.Step) {
    stage.flush()
  }

  func record(_ line: RecordLine) {
    // The line is ended when it is known whether a mark belongs behind it.
    stage.endLine()
    stage.put(line.text)
    if line.text.isEmpty { stage.newline() }
  }

  func explain(_ lines: [String]) {
    stage.endLine()
    for line in lines { stage.line("  \(line)", .dim) }
  }

  func notice(_ text: String) {}

  func didRun(_ step: SessionFile.Step, _ result: StepResult) {
    let line = file.lineNumber(of: step)
    let timeout = timeouts.take(result, at: line)
    guard file.hasExpectations, !result.isExpected else {
      if stage.isForEyes, !step.expectations.isEmpty { stage.put("  ✓", .green) }
      return
    }
    stage.endLine()
    failedLines += 1
    stage.line("✗ \(path.shown):\(line): not as expected", .red)
    for row in result.difference { stage.line("  \(row)", .red) }
    if let timeout { stage.line("    \(StepResult.remark(after: timeout))", .red) }
  }

  func didNotReach(_ step: SessionFile.Step, after last: SessionFile.Step) {
    failedLines += 1
    let reason = StepResult.notReached(after: file.lineNumber(of: last))
    stage.endLine()
    stage.line("✗ \(path.shown):\(file.lineNumber(of: step)): \(reason)", .red)
  }

  func suspending() {
    wasQuiet = keys.isQuiet
    keys.end()
  }

  func resumed() {
    if wasQuiet { keys.begin() }
  }

  func waiting(_ progress: WaitProgress?) {
    if progress != nil { stage.flush() }
  }
}

extension StyledRange {
  /// The range without what lies before the beginning.
  fileprivate var clipped: StyledRange {
    StyledRange(max(0, range.lowerBound)..<max(0, range.upperBound), style)
  }
}
