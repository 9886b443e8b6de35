import Glibc
import Interpreter
import Language
import LineEditor
import ProcessEngine

/// A session at a terminal with an editor for its lines: what the prompt and `step` share.
final class LivePrompt {
  let output = PromptOutput()
  private(set) var session: Session
  private var editor: Editor?
  private var end: Signal?
  /// What stands before the prompt's own words: where in a file it is.
  var place = ""
  /// Whether the SIGCONT that ended a stop of our own is still to come.
  private var hasResumed = false
  /// What may be said instead of a statement.
  var orders: [StepOrder] = []

  /// A live session; what it says goes to `listener`, by default to the terminal at once.
  init(_ configuration: SessionConfiguration, listener: (any SessionOutput)? = nil) {
    var configuration = configuration
    configuration.isLive = true
    session = SessionHost.session(configuration, output: listener ?? output)
    output.session = session
  }

  /// Begins another session, after the one before was ended.
  func restart(_ configuration: SessionConfiguration, listener: any SessionOutput) {
    var configuration = configuration
    configuration.isLive = true
    session = SessionHost.session(configuration, output: listener, engine: session.engine)
    output.session = session
  }

  /// Whether there is a terminal to type at.
  static var isPossible: Bool {
    guard isatty(0) == 1, isatty(1) == 1 else { return false }
    setlocale(LC_CTYPE, "")
    return true
  }

  /// Makes the editor; nil where the terminal can't have one.
  func open() -> Editor? {
    waitForTerminal()
    guard let editor = Editor(programName: "proclab", input: 0, output: 1, host: host()) else {
      return nil
    }
    self.editor = editor
    output.restoreTerminal = { editor.restoreTerminal() }
    output.prepareTerminal = { [unowned self] in
      waitForTerminal()
      editor.prepareTerminal()
    }
    session.engine.watch(0)
    return editor
  }

  /// Shows how many processes run now, whether the session has looked or not.
  var text: String { "\(place)proclab \(session.runningCount)▸ " }

  /// Reads a line, in which a text may stand already.
  func readLine(prefilled: String = "") -> Line {
    waitForTerminal()
    let line = editor?.readLine(prefilled: prefilled) ?? .endOfInput
    if let end { self.end(by: end) }
    return line
  }

  /// Does what may print, while no line is edited.
  func running<Result>(_ body: () -> Result) -> Result {
    // What is typed ahead is for the next line: it must not wake every wait of this one.
    session.engine.unwatch(0)
    output.begin()
    defer {
      output.end()
      session.engine.watch(0)
    }
    return body()
  }

  /// Runs what was typed or pasted; nil where the session goes on.
  func run(_ text: String, isTyped: Bool) -> ToolStatus? {
    let program = Program(Array(text.utf8), name: nil)
    return running {
      // A person's eyes wait too: what ended since is observed before a typed line runs.
      if isTyped { session.observeAsTyped() }
      for line in program.lines {
        do throws(Failure) {
          try session.run(line, of: program.source)
        } catch {
          switch error.kind {
          case .quit: return finish()
          case .skipped:
            // At the prompt nothing is skipped but the rest of a paste, and the person is told why.
            for diagnostic in error.diagnostics { output.complain(diagnostic.message) }
            return nil
          case .ended(let signal): end(by: signal)
          case .interrupted, .error, .timeout: return nil
          }
        }
      }
      return nil
    }
  }

  /// The end of the session: what is alive is named and stopped.
  func finish() -> ToolStatus {
    session.engine.unwatch(0)
    output.begin()
    defer { output.end() }
    session.observe()
    let alive = session.aliveLabels
    if !alive.isEmpty { output.notice("stopping \(alive.joined(separator: ", "))") }
    let survivors = session.endEverything(grace: .seconds(2))
    for survivor in survivors {
      output.notice("could not end pid \(survivor.pid) (\(escapedForDisplay(survivor.command)))")
    }
    return survivors.isEmpty ? .ok : .fault
  }

  /// The end of the session and of this process, by a signal.
  func end(by signal: Signal) -> Never {
    output.end()
    editor?.restoreTerminal()
    SessionHost.end(session, by: signal)
  }

  /// Waits until the terminal is ours to use, stopped like any program that is not in front.
  private func waitForTerminal(stoppedBy signal: Int32 = SIGTTOU) {
    guard !Foreground.wait(stoppedBy: signal) else { return }
    // Told to end there: nothing is said, as the terminal is somebody else's.
    output.hold()
    while true {
      guard case .signal(let signal) = session.engine.wait(until: nil) else { continue }
      switch signal {
      case .interrupt, .terminalStop, .continue, .windowChange: continue
      default: SessionHost.end(session, by: signal)
      }
    }
  }

  // MARK: - What the editor asks

  private func host() -> Host {
    var host = Host(
      prompt: { [unowned self] in text },
      wait: { [unowned self] in wait() })
    host.continuationPrompt = { "        … " }
    host.isIncomplete = { text in LivePrompt.isIncomplete(text) }
    host.suspend = { [unowned self] in
      session.suspend()
      hasResumed = true
    }
    host.usesColour = { [unowned self] in output.usesColour }
    host.highlight = { [unowned self] in
      OrderLine($0, of: orders)?.styles ?? Highlighter(session).ranges(in: $0)
    }
    host.complete = { [unowned self] in
      OrderLine($0, of: orders)?.completion(at: $1)
        ?? Completer(session, $0, $1).completion
    }
    host.hint = { [unowned self] in
      OrderLine($0, of: orders)?.hint ?? Completer(session, $0, $1).hint
    }
    host.lineOfKey = { [unowned self] key in orders.first { $0.key == key }?.rawValue }
    host.replacesGiven = { [unowned self] in $0 == ":" && !orders.isEmpty }
    host.historyFile = LivePrompt.historyFile
    return host
  }

  /// Waits for a key, for news of children, for a signal: the same one place as everything else.
  private func wait() -> LineEditor.Wake {
    while true {
      let wake = session.engine.wait(until: session.noticeDue)
      session.tellWhatIsDue()
      switch wake {
      case .readable:
        // What is typed to a shell that has us in its background is none of ours.
        waitForTerminal(stoppedBy: SIGTTIN)
        return .input
      case .events, .deadline:
        session.absorb()
        let notices = output.takeNotices()
        if !notices.isEmpty { return .notices(notices) }
      case .signal(let signal):
        switch signal {
        case .interrupt: return .interrupt
        case .windowChange: return .resized
        case .terminalStop: return .suspend
        case .continue:
          if hasResumed {
            hasResumed = false
            continue
          }
          // Somebody had stopped us unasked, and the shell has used the terminal since.
          waitForTerminal()
          return .continued
        default:
          end = signal
          return .end
        }
      }
    }
  }

  /// Whether more lines are needed: an open quote, an open block, a backslash at the end.
  static func isIncomplete(_ text: String) -> Bool {
    var reader = SourceReader(Source(text))
    while let item = reader.next() {
      if item.isPartial { return true }
    }
    return false
  }

  /// `$XDG_STATE_HOME/proclab/history`, by default under `~/.local/state`.
  private static var historyFile: String? {
    if let state = getenv("XDG_STATE_HOME"), state.pointee == UInt8(ascii: "/") {
      return String(cString: state) + "/proclab/history"
    }
    return getenv("HOME").map { String(cString: $0) + "/.local/state/proclab/history" }
  }
}
