package import Language
package import ProcessEngine

/// Why a statement did not do what it was asked to.
package struct Failure: Error, Sendable {
  /// What follows from it.
  package enum Kind: Hashable, Sendable {
    /// The statement is an error; the session goes on.
    case error
    /// A default deadline was over: an error too, and a fault of what was run.
    case timeout
    /// A person pressed Ctrl-C; ends everything that the statement is part of.
    case interrupted
    /// The session is to end now, by `quit`.
    case quit
    /// The session is to end now, because a `require` did not hold.
    case skipped
    /// The session is to end because this process was sent a signal.
    case ended(Signal)
  }

  /// What follows from it.
  package var kind: Kind
  /// What to say, in order; a verb that acted on several processes reports each failure.
  package var diagnostics: [Diagnostic]
  /// What a person needs besides: output so far, the process table; escaped already.
  package var explanation: [String] = []

  /// A failure with everything that it has to say.
  package init(_ kind: Kind, _ diagnostics: [Diagnostic]) {
    self.kind = kind
    self.diagnostics = diagnostics
  }

  /// An error with one thing to say.
  package init(_ message: String, at span: Span? = nil, hint: String? = nil) {
    self.init(.error, [Diagnostic(message, at: span, hint: hint)])
  }

  /// Adds what another one of the same statement has to say; what both end with is said once.
  mutating func add(_ other: Failure) {
    if other.kind == .timeout { kind = .timeout }
    diagnostics += other.diagnostics
    let common = zip(explanation.reversed(), other.explanation.reversed()).prefix { $0 == $1 }
    explanation.removeLast(common.count)
    explanation += other.explanation
  }

  /// Whether it is one of a statement, and what the statement does besides goes on.
  var isOfOneStatement: Bool { kind == .error || kind == .timeout }

  /// The failure with a place for those of its sentences that have none.
  package func located(at span: Span) -> Failure {
    // An interrupt is nobody's fault, so it points at nothing.
    guard kind != .interrupted else { return self }
    var copy = self
    for index in copy.diagnostics.indices where copy.diagnostics[index].span == nil {
      copy.diagnostics[index].span = span
    }
    return copy
  }
}
