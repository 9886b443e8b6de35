import Glibc
import Interpreter
import Language
import LineEditor
import ProcessEngine

/// The prompt: lines are typed, run, and told about, until Ctrl-D or `quit`.
final class PromptMode {
  let output: PromptOutput
  let session: Session
  private var editor: Editor?
  private var end: Signal?

  private init() {
    output = PromptOutput()
    var configuration = SessionConfiguration()
    configuration.here = resolved(".")
    configuration.environment = SessionHost.environment
    configuration.isLive = true
    session = SessionHost.session(configuration, output: output)
    output.session = session
  }

  /// Runs the prompt; nil where there is no terminal to run it at.
  static func run() -> ToolStatus? {
    guard isatty(0) == 1, isatty(1) == 1 else { return nil }
    setlocale(LC_CTYPE, "")
    SessionHost.split()
    let mode = PromptMode()
    guard let editor = Editor(programName: "proclab", input: 0, output: 1, host: mode.host()) else {
      return mode.runPlainly()
    }
    mode.editor = editor
    mode.output.restoreTerminal = { editor.restoreTerminal() }
    mode.output.prepareTerminal = { editor.prepareTerminal() }
    mode.session.engine.watch(0)
    return mode.loop(editor)
  }

  private func loop(_ editor: Editor) -> ToolStatus {
    while true {
      let line = editor.readLine()
      if let end { self.end(by: end) }
      switch line {
      case .interrupted: continue
      case .endOfInput: return finish()
      case .text(let text):
        editor.addHistory(text)
        if let words = EditCommand.words(text) {
          runEditCommand(words, editor)
        } else if let status = run(text, isTyped: true) {
          return status
        }
      case .pasted(let text):
        editor.addHistory(text)
        if let status = run(text, isTyped: false) { return status }
      }
    }
  }

  /// Runs what was typed or pasted; nil where the session goes on.
  private func run(_ text: String, isTyped: Bool) -> ToolStatus? {
    let program = Program(Array(text.utf8), name: nil)
    // What is typed ahead is for the next line: it must not wake every wait of this one.
    session.engine.unwatch(0)
    output.begin()
    defer {
      output.end()
      session.engine.watch(0)
    }
    // A person's eyes wait too: what ended since is observed before a typed line runs.
    if isTyped { session.observeAsTyped() }
    for line in program.lines {
      do {
        try session.run(line, of: program.source)
      } catch {
        switch error.kind {
        case .quit: return finish()
        case .skipped:
          // At the prompt nothing is skipped but the rest of a paste, and the person is told why.
          for diagnostic in error.diagnostics {
            output.record(RecordLine("error: \(diagnostic.message)"))
          }
          return nil
        case .ended(let signal): end(by: signal)
        case .interrupted, .error, .timeout: return nil
        }
      }
    }
    return nil
  }

  private func runEditCommand(_ words: [String], _ editor: Editor) {
    if !editor.runEditCommand(words) {
      output.record(RecordLine("error: '\(words[0])' could not be done"))
    }
  }

  /// The end of the session: what is alive is named and stopped.
  private func finish() -> ToolStatus {
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
  private func end(by signal: Signal) -> Never {
    output.end()
    editor?.restoreTerminal()
    SessionHost.end(session, by: signal)
  }

  /// At a terminal that no editor can use: plain lines, and no escape code.
  private func runPlainly() -> ToolStatus {
    output.canErase = false
    var reader = InputReader(session)
    while true {
      output.printPrompt(prompt)
      switch reader.next() {
      case .line(let line, let source):
        if let status = run(source.text(line.span), isTyped: true) { return status }
      case .end: return finish()
      case .interrupted: output.record(RecordLine("^C"))
      case .signalled(let signal): end(by: signal)
      }
    }
  }

  // MARK: - What the editor asks

  private func host() -> Host {
    var host = Host(
      prompt: { [unowned self] in prompt },
      wait: { [unowned self] in wait() })
    host.continuationPrompt = { "        … " }
    host.isIncomplete = { text in PromptMode.isIncomplete(text) }
    host.suspend = { [unowned self] in session.suspend() }
    host.usesColour = { [unowned self] in output.usesColour }
    host.highlight = { [unowned self] in Highlighter(session).ranges(in: $0) }
    host.complete = { [unowned self] in Completer(session).completion(in: $0, at: $1) }
    host.hint = { [unowned self] in Completer(session).hint(in: $0, at: $1) }
    host.historyFile = PromptMode.historyFile
    return host
  }

  /// Shows how many processes run now, whether the session has looked or not.
  private var prompt: String { "proclab \(session.runningCount)▸ " }

  /// Waits for a key, for news of children, for a signal: the same one place as everything else.
  private func wait() -> LineEditor.Wake {
    while true {
      let wake = session.engine.wait(until: session.noticeDue)
      session.tellWhatIsDue()
      switch wake {
      case .readable: return .input
      case .events, .deadline:
        session.absorb()
        let notices = output.takeNotices()
        if !notices.isEmpty { return .notices(notices) }
      case .signal(let signal):
        switch signal {
        case .interrupt: return .interrupt
        case .windowChange: return .resized
        case .terminalStop: return .suspend
        case .continue: continue
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
      if case .malformed(let diagnostic) = item.content, diagnostic.isPartial { return true }
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
