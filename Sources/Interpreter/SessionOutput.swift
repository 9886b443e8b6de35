/// Where a session says things: the record is what it prints, notices are what it tells a person.
package protocol SessionOutput: AnyObject {
  /// A line of the record.
  func record(_ line: RecordLine)
  /// A line that is shown to a person at a live prompt, and is never part of the record.
  func notice(_ text: String)
  /// A line that a process wrote, behind its tag; shown as a notice is.
  func wrote(_ text: String, tag: String)
  /// What goes with an error that is being recorded, for a person only: the line with its caret,
  /// what a process had written so far, the process table; escaped already.
  func explain(_ lines: [String])
  /// Tells that a wait has begun, goes on, or (nil) is over.
  func waiting(_ progress: WaitProgress?)
  /// Tells that a person pressed Ctrl-C, which a terminal may have shown.
  func interrupted()
  /// Whether what is recorded from now on would be lost: it can't be written any more.
  var isLost: Bool { get }
  /// Tells that this process is about to stop, and that it was continued.
  func suspending()
  func resumed()
  /// Tells that the window changed its size.
  func windowChanged()
  /// The person's terminal, which a process can be handed; nil where there is none.
  var terminal: (any PersonTerminal)? { get }
}

/// Only a terminal has to be given back, or measured; only there a line looks other than its tag. And
/// only what is written line by line ends with its reader.
extension SessionOutput {
  package func wrote(_ text: String, tag: String) { notice(tag + text) }
  package func interrupted() {}
  package var isLost: Bool { false }
  package func suspending() {}
  package func resumed() {}
  package func windowChanged() {}
  package var terminal: (any PersonTerminal)? { nil }
}

/// What a person would want to know about a wait.
package struct WaitProgress: Sendable {
  /// What takes its time, as in `waiting for t to end`, and how far the loops around it have come;
  /// nil while that is not worth telling: in the first second, or to nobody.
  package let what: String?
  /// How long the line that waits has been running.
  package let since: Duration
}
