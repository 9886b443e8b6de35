import Language
import ProcessEngine

/// `signal SIG T [only|group|tree]`
struct SignalVerb: Verb {
  static let manual = Manual(
    "signal", .signal, ["signal SIG T [only|group|tree]"], "send any signal",
    detail: """
      Any spelling: INT, int, SIGINT, 2, RTMIN+1. It reaches the process and all its descendants \
      unless 'only' (the one process) or 'group' (its process group) says otherwise. A process \
      that has ended is passed over silently.
      """,
    example: "spawn sleep 5 as t\nsignal INT t\njoin t\nt.exitcode")

  private let signal: Argument<Signal>
  private let target: ScopedTargets

  static func suits(_ child: Child) -> Bool { child.state.isAlive }

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    do {
      signal = try arguments.takeSignal()
    } catch {
      throw SignalVerb.turnedAround(arguments) ?? error
    }
    target = try ScopedTargets(&arguments)
  }

  /// `signal t INT`, as some would say it.
  private static func turnedAround(_ arguments: Arguments) -> Diagnostic? {
    let words = arguments.statement.words.dropFirst()
    guard words.count == 2, let target = words.first?.literal, let last = words.last,
      let signal = last.bareText, Signal(signal) != nil
    else { return nil }
    return Diagnostic(
      "'\(escapedForDisplay(target))' is not a signal", at: words.first?.span,
      hint: "signal \(signal) \(escapedForDisplay(target))")
  }

  func run(in session: Session) throws(Failure) {
    let signal = try signal.value(in: session)
    try target.send(signal, in: session, verb: "signal")
  }
}

/// `T… [only|group|tree]`, as all verbs that signal have it.
struct ScopedTargets {
  private static let scopes: [String: SignalScope] = [
    "only": .only, "group": .group, "tree": .tree,
  ]

  let words: [Word]
  let scope: SignalScope

  init(_ arguments: inout Arguments, before keywords: Set<String> = []) throws(Diagnostic) {
    let stops = keywords.union(ScopedTargets.scopes.keys)
    words = try arguments.takeTargets(before: stops)
    scope = ScopedTargets.takeScope(&arguments) ?? .tree
  }

  static func takeScope(_ arguments: inout Arguments) -> SignalScope? {
    guard let text = arguments.next?.bareText, let scope = scopes[text] else { return nil }
    _ = arguments.take()
    return scope
  }

  func send(_ signal: Signal, in session: Session, verb: String) throws(Failure) {
    try session.send(signal, to: try session.targets(words), scope: scope, verb: verb)
  }
}
