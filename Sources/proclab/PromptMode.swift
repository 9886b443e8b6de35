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
    configuration.here = SessionHost.absolute(".")
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
    mode.session.engine.watch(0)
    return mode.loop(editor)
  }

  private func loop(_ editor: Editor) -> ToolStatus {
    while true {
      let line = editor.readLine()
      if let end {
        SessionHost.end(session, by: end)
      }
      switch line {
      case .interrupted: continue
      case .endOfInput: return finish()
      case .text(let text):
        editor.addHistory(text)
        if let status = run(text, isTyped: true) { return status }
      case .pasted(let text):
        editor.addHistory(text)
        if let status = run(text, isTyped: false) { return status }
      }
    }
  }

  /// Runs what was typed or pasted; nil where the session goes on.
  private func run(_ text: String, isTyped: Bool) -> ToolStatus? {
    let program = Program(Array(text.utf8), name: nil)
    defer { output.endWait() }
    // A person's eyes wait too: what ended since is observed before a typed line runs.
    if isTyped {
      session.engine.poll()
      session.observe()
    }
    for line in program.lines {
      do {
        try session.run(line, of: program.source)
      } catch {
        switch error.kind {
        case .quit: return finish()
        case .skipped:
          // At the prompt nothing is skipped: the rest of a paste is, and the person told why.
          for diagnostic in error.diagnostics { output.record(RecordLine("error: \(diagnostic.message)")) }
          return nil
        case .ended(let signal): SessionHost.end(session, by: signal)
        case .interrupted, .error, .timeout: return nil
        }
      }
    }
    return nil
  }

  /// The end of the session: what is alive is named and stopped.
  private func finish() -> ToolStatus {
    session.observe()
    let alive = session.aliveLabels
    if !alive.isEmpty { output.notice("stopping \(alive.joined(separator: ", "))") }
    output.endWait()
    defer { output.endWait() }
    let survivors = session.endEverything(grace: .seconds(2))
    for survivor in survivors {
      output.notice("could not end pid \(survivor.pid) (\(escapedForDisplay(survivor.command)))")
    }
    return survivors.isEmpty ? .ok : .fault
  }

  /// At a terminal that no editor can use: plain lines, no prompt, no escape code.
  private func runPlainly() -> ToolStatus {
    var reader = InputReader(session)
    while true {
      switch reader.next() {
      case .line(let line, let source):
        if let status = run(source.text(line.span), isTyped: true) { return status }
      case .end: return finish()
      case .interrupted: continue
      case .signalled(let signal): SessionHost.end(session, by: signal)
      }
    }
  }

  // MARK: - What the editor asks

  private func host() -> Host {
    var host = Host(
      prompt: { [unowned self] in "proclab \(engineAliveCount)▸ " },
      wait: { [unowned self] in wait() })
    host.continuationPrompt = { "        … " }
    host.isIncomplete = { text in PromptMode.isIncomplete(text) }
    host.suspend = { [unowned self] in session.suspend() }
    host.usesColour = { [unowned self] in output.usesColour }
    host.highlight = { [unowned self] in usesHighlighting ? Highlighter(session).ranges(in: $0) : []
    }
    host.complete = { [unowned self] in Completer(session).completion(in: $0, at: $1) }
    host.historyFile = PromptMode.historyFile
    return host
  }

  private var usesHighlighting: Bool { output.usesColour }

  /// What a person sees at the prompt is how many run now, observed or not.
  private var engineAliveCount: Int { session.runningCount }

  /// Waits for a key, for news of children, for a signal: the same one place as everything else.
  private func wait() -> LineEditor.Wake {
    while true {
      switch session.engine.wait(until: nil) {
      case .readable: return .input
      case .events:
        session.absorb()
        let notices = output.takeNotices()
        if !notices.isEmpty { return .notices(notices) }
      case .deadline: continue
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
