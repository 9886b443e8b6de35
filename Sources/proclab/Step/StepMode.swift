import Glibc
import Interpreter
import Language
import LineEditor
import ProcessEngine
import Replay

/// `proclab step FILE`: the next line stands at the prompt, and a person decides what becomes of it.
final class StepMode {
  private let path: FileName
  private let file: SessionFile
  private let configuration: SessionConfiguration
  private let screen: StepScreen
  private var replayer: Replayer
  private let prompt: LivePrompt
  private var index = 0
  /// Whether lines run by themselves up to the next heading.
  private var isContinuing = false

  private init(_ path: FileName, _ file: SessionFile, _ arguments: [[UInt8]]) {
    self.path = path
    self.file = file
    configuration = ReplayRun.configuration(path, file, arguments: arguments)
    screen = StepScreen(file)
    replayer = Replayer(file, observer: screen)
    prompt = LivePrompt(configuration, listener: replayer)
    screen.output = prompt.output
    prompt.orders = StepOrder.allCases
  }

  /// Steps through a file, with its arguments.
  static func run(_ path: FileName, arguments: [[UInt8]]) -> ToolStatus {
    guard let file = ReplayRun.read(path, arguments: arguments) else { return .malformed }
    guard LivePrompt.isPossible else { return refuse() }
    SessionHost.split()
    let mode = StepMode(path, file, arguments)
    guard mode.prompt.open() != nil else { return refuse() }
    return mode.run()
  }

  private static func refuse() -> ToolStatus {
    let errors = Writer(2)
    errors.line("error: step needs a terminal that can edit a line")
    errors.line("hint: proclab FILE shows the file, proclab check FILE checks it")
    errors.flush()
    return .malformed
  }

  private func run() -> ToolStatus {
    while index < file.steps.count {
      let step = file.steps[index]
      if step.preamble.contains(where: \.isHeading) { isContinuing = false }
      prompt.running { screen.show(step.preamble) }
      prompt.place = "\(index + 1)/\(file.steps.count) "
      if let status = isContinuing ? run(step) : read(step) { return status }
    }
    prompt.running { screen.show(file.closing) }
    return finish(nil)
  }

  /// Reads lines until one decides what becomes of a step; nil where the file goes on.
  private func read(_ step: SessionFile.Step) -> ToolStatus? {
    let written = step.text.joined(separator: "\n")
    while true {
      switch prompt.readLine(prefilled: written) {
      case .interrupted: continue
      case .endOfInput: return finish(.quit, isLeft: true)
      case .text(let text), .pasted(let text):
        let said = text.trimmed
        if let order = StepOrder(rawValue: said) { return obey(order, at: step) }
        if said.isEmpty {
          prompt.running { screen.tell(":skip leaves a line out", .dim) }
        } else if said.hasPrefix(":") {
          let orders = StepOrder.allCases.map(\.rawValue).joined(separator: " ")
          prompt.running { screen.tell("'\(escapedForDisplay(said))' is none of \(orders)", .red) }
        } else {
          return text == written ? run(step) : run(step, as: text)
        }
      }
    }
  }

  private func obey(_ order: StepOrder, at step: SessionFile.Step) -> ToolStatus? {
    switch order {
    case .skip:
      screen.skippedCount += 1
      index += 1
    case .continue:
      // A heading above this line is no reason to stay: it has been read.
      isContinuing = true
      return run(step)
    case .restart: restart()
    case .prompt: return typeFreely()
    case .quit: return finish(.quit, isLeft: true)
    }
    return nil
  }

  // MARK: - What becomes of a line

  /// Runs a step as it stands in the file.
  private func run(_ step: SessionFile.Step) -> ToolStatus? {
    if isContinuing { prompt.running { screen.echo(prompt.text, step.text) } }
    return after(prompt.running { replayer.run(step, in: prompt.session) })
  }

  /// Runs what a person made of a step.
  private func run(_ step: SessionFile.Step, as text: String) -> ToolStatus? {
    let program = Program(Array(text.utf8), name: nil)
    return after(
      prompt.running {
        replayer.run(step, as: program.lines, of: program.source, in: prompt.session)
      })
  }

  private func after(_ ending: Replayer.Ending?) -> ToolStatus? {
    switch ending {
    case nil:
      index += 1
      return nil
    case .interrupted:
      // Ctrl-C is about the line: it stands there again.
      isContinuing = false
      return nil
    case .quit, .skipped, .signalled: return finish(ending)
    }
  }

  /// Lines that are typed freely, until an empty one.
  private func typeFreely() -> ToolStatus? {
    prompt.place = ""
    prompt.orders = []
    defer { prompt.orders = StepOrder.allCases }
    while true {
      switch prompt.readLine() {
      case .interrupted: continue
      case .endOfInput: return nil
      case .text(let text):
        if text.trimmed.isEmpty { return nil }
        if let status = prompt.run(text, isTyped: true) { return status }
      case .pasted(let text):
        if let status = prompt.run(text, isTyped: false) { return status }
      }
    }
  }

  /// Ends what runs, and begins again with the first line.
  private func restart() {
    prompt.running { _ = prompt.session.endEverything(grace: .seconds(2)) }
    replayer = Replayer(file, observer: screen)
    prompt.restart(configuration, listener: replayer)
    screen.restart()
    index = 0
  }

  /// Ends the session; who has left it knows how far it went.
  private func finish(_ ending: Replayer.Ending?, isLeft: Bool = false) -> ToolStatus {
    prompt.session.engine.unwatch(0)
    prompt.output.begin()
    defer { prompt.output.end() }
    let end = ReplayRun.finish(replayer, file, in: prompt.session, ending: ending)
    screen.tell(end)
    if !isLeft { screen.summary(end) }
    return end.status
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text.drop { $0.isWhitespace })
  }
}
