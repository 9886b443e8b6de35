package import Language
package import ProcessEngine

/// One verb of the language: a statement that has been read, ready to run any number of times.
///
/// Reading and running are apart, so that a whole file is read before its first process starts.
package protocol Verb {
  /// Its name, its forms and its help: the one source of all that is told about it.
  static var manual: Manual { get }

  /// Reads the words behind the verb; throws what is wrong with them, and where.
  init(_ arguments: inout Arguments) throws(Diagnostic)

  /// Does it.
  func run(in session: Session) throws(Failure)

  /// Whether it makes sense for a process in this state, for completion.
  static func suits(_ child: Child) -> Bool
}

extension Verb {
  /// The word that it is called by.
  package static var name: String { manual.name }

  /// Most verbs take any process.
  package static func suits(_ child: Child) -> Bool { true }
}

/// What there is to know of a verb: help, completion, README and manual page all read this.
package struct Manual: Sendable {
  /// What kind of verb it is, in the order in which help shows them.
  package enum Group: String, CaseIterable, Sendable {
    /// Processes come to be.
    case make
    /// Processes are signalled.
    case signal
    /// The session waits.
    case wait
    /// Standard streams.
    case stdio
    /// The session looks.
    case look
    /// The session judges.
    case check
    /// Statements are repeated.
    case flow
    /// The session itself.
    case session
  }

  /// The word that it is called by.
  package let name: String
  /// Its kind.
  package let group: Group
  /// How it is written, a line for each form.
  package let forms: [String]
  /// What it does, in a few words.
  package let summary: String
  /// What else there is to know, in whole sentences.
  package let detail: String
  /// Lines that work as typed, in a session that has nothing yet.
  package let example: String

  /// Everything there is to know of a verb.
  package init(
    _ name: String, _ group: Group, _ forms: [String], _ summary: String, detail: String,
    example: String
  ) {
    self.name = name
    self.group = group
    self.forms = forms
    self.summary = summary
    self.detail = detail
    self.example = example
  }
}
