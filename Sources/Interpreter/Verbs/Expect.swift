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
      it. Of several processes each must print one. 'prompt' waits for an unfinished line. It is an \
      error when the process ends without one, or the time (10s) is over. 'exits tree' waits for the \
      end of its descendants too. A quoted word is always text.
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
    words = try Expect.takeTargets(&arguments)
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

  private static let keywords: Set<String> = [
    "err", "exits", "pauses", "resumes", "prompt", "matches", "within",
  ]

  /// The words before the condition: the text is the last word before a clause.
  private static func takeTargets(_ arguments: inout Arguments) throws(Diagnostic) -> [Word] {
    var words = [try arguments.take("a process")]
    while let word = arguments.next, !word.hasQuotes, !keywords.contains(word.bareText ?? ""),
      let following = arguments.second, following.bareText != "within"
    {
      words.append(word)
      _ = arguments.take()
    }
    return words
  }

  func run(in session: Session) throws(Failure) {
    let targets = try self.targets(in: session)
    let limit = try self.limit?.value(in: session)
    let deadline = session.deadline(after: limit ?? session.settings.timeout)
    let complaint = "can only expect something of a started process"
    try session.together(targets, fits: \.isStarted, complaint) { expected throws(Failure) in
      var failure: Failure?
      for process in expected {
        let wait = Expectation(
          process: process, stream: stream, deadline: deadline, limit: limit, session: session)
        do throws(Failure) {
          try meet(wait, in: session)
        } catch {
          guard error.isOfOneStatement else { throw error }
          if failure == nil { failure = error } else { failure?.add(error) }
        }
      }
      if let failure { throw failure }
    }
  }

  private func meet(_ wait: Expectation, in session: Session) throws(Failure) {
    switch condition {
    case .exits: try wait.forExit()
    case .exitsWithTree: try wait.forExitOfTree()
    case .pauses: try wait.forPause()
    case .resumes: try wait.forResume()
    case .line(let pattern): try wait.forLine(try pattern.resolved(in: session))
    case .prompt(let word): try wait.forPrompt(try session.bytes(of: word))
    }
  }

  /// Words that should have been quoted look like processes.
  private func targets(in session: Session) throws(Failure) -> Targets {
    do {
      return try session.targets(words)
    } catch {
      guard words.count > 1 else { throw error }
      var failure = error
      for index in failure.diagnostics.indices where failure.diagnostics[index].hint == nil {
        failure.diagnostics[index].hint = "quote a text of several words"
      }
      throw failure
    }
  }
}
