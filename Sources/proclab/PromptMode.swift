import Glibc
import Interpreter
import Language
import LineEditor
import ProcessEngine

/// The prompt: lines are typed, run, and told about, until Ctrl-D or `quit`.
final class PromptMode {
  private let prompt: LivePrompt

  private init() {
    var configuration = SessionConfiguration()
    configuration.here = resolved(".")
    configuration.environment = SessionHost.environment
    prompt = LivePrompt(configuration)
  }

  /// Runs the prompt; nil where there is no terminal to run it at.
  static func run() -> ToolStatus? {
    guard LivePrompt.isPossible else { return nil }
    SessionHost.split()
    let mode = PromptMode()
    guard let editor = mode.prompt.open() else { return mode.runPlainly() }
    return mode.loop(editor)
  }

  /// What a person who never saw it needs to know first.
  private func greet(canComplete: Bool) {
    let tab = canComplete ? "Tab completes, " : ""
    prompt.output.tell(
      "proclab \(Proclab.version): help tells the language, \(tab)Ctrl-D ends", .dim)
  }

  private func loop(_ editor: Editor) -> ToolStatus {
    greet(canComplete: true)
    while true {
      switch prompt.readLine() {
      case .interrupted: continue
      case .endOfInput: return prompt.finish()
      case .text(let text):
        editor.addHistory(text)
        if let words = EditCommand.words(text) {
          runEditCommand(words, editor)
        } else if let status = prompt.run(text, isTyped: true) {
          return status
        }
      case .pasted(let text):
        editor.addHistory(text)
        if let status = prompt.run(text, isTyped: false) { return status }
      }
    }
  }

  private func runEditCommand(_ words: [String], _ editor: Editor) {
    if let complaint = EditCommand.complaint(words) {
      prompt.output.complain(complaint, hint: EditCommand.usage)
    } else if !editor.runEditCommand(words) {
      prompt.output.complain("'\(words[0])' could not be done")
    }
  }

  /// At a terminal that no editor can use: plain lines, and no escape code.
  private func runPlainly() -> ToolStatus {
    prompt.output.canErase = false
    greet(canComplete: false)
    var reader = InputReader(prompt.session)
    while true {
      prompt.output.printPrompt(prompt.text)
      switch reader.next() {
      case .line(let line, let source):
        if let status = prompt.run(source.text(line.span), isTyped: true) { return status }
      case .blank: prompt.output.tellNotices()
      // What a terminal can't be read for is that it is gone.
      case .failed: return prompt.finish()
      case .end:
        // The cursor still stands behind the prompt, where a shell would write its own.
        prompt.output.tell("^D", .plain)
        return prompt.finish()
      case .interrupted: prompt.output.interrupted()
      case .signalled(let signal): prompt.end(by: signal)
      }
    }
  }
}
