import Language
import ProcessEngine

/// `expect T …`
struct Expect: Verb {
  static let manual = Manual(
    "expect", .wait,
    [
      "expect T [err] TEXT [within D]", "expect T [err] matches REGEX [within D]",
      "expect T [err] prompt TEXT [within D]", "expect T exits [tree] [within D]",
      "expect T pauses|resumes [within D]",
    ], "wait for output, or for a state",
    detail: """
      Waits for a whole line, after those already printed, that contains TEXT, and prints up to \
      it. 'prompt' waits for an unfinished line. It is an error when the process ends without \
      one, or the time (10s) is over. 'exits tree' waits for the end of its descendants too. A \
      quoted word is always text.
      """,
    example: "spawn sh 'echo ready; sleep 5' as t\nexpect t ready within 2s")

  private enum Condition {
    case line(TextPattern)
    case prompt(Word)
    case exits
    case exitsWithTree
    case pauses
    case resumes
  }

  private let words: [Word]
  private var stream = Stream.standardOutput
  private let condition: Condition
  private var limit: Argument<Duration>?

  static func suits(_ child: Child) -> Bool { child.state != .initial }

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    words = [try arguments.take("a process")]
    if arguments.takeKeyword("err") { stream = .standardError }
    let isState = stream == .standardOutput
    if isState, arguments.takeKeyword("exits") {
      condition = arguments.takeKeyword("tree") ? .exitsWithTree : .exits
    } else if isState, arguments.takeKeyword("pauses") {
      condition = .pauses
    } else if isState, arguments.takeKeyword("resumes") {
      condition = .resumes
    } else if arguments.takeKeyword("prompt") {
      condition = .prompt(try arguments.take("a text"))
    } else if arguments.takeKeyword("matches") {
      condition = .line(.regex(try RegexArgument(try arguments.take("a regular expression"))))
    } else {
      condition = .line(.text(try arguments.take("a text, 'exits', 'pauses' or 'resumes'")))
    }
    if arguments.takeKeyword("within") { limit = try arguments.takeDuration() }
  }

  func run(in session: Session) throws(Failure) {
    let targets = try session.targets(words)
    let expected = try session.fitting(
      targets, { $0.isStarted }, "can only expect something of a started process")
    let limit = try self.limit?.value(in: session)
    let deadline = session.deadline(after: limit ?? session.settings.timeout)
    for process in expected {
      let wait = Expectation(
        process: process, stream: stream, deadline: deadline, limit: limit, session: session)
      switch condition {
      case .exits: try wait.forExit()
      case .exitsWithTree: try wait.forExitOfTree()
      case .pauses: try wait.forPause()
      case .resumes: try wait.forResume()
      case .line(let pattern): try wait.forLine(try pattern.resolved(in: session))
      case .prompt(let word): try wait.forPrompt(try session.bytes(of: word))
      }
    }
  }
}
