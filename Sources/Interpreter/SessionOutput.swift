/// Where a session says things: the record is what it prints, notices are what it tells a person.
package protocol SessionOutput: AnyObject {
  /// A line of the record.
  func record(_ line: RecordLine)
  /// A line that is shown to a person at a live prompt, and is never part of the record.
  func notice(_ text: String)
  /// What goes with an error that is being recorded, for a person only: the line with its caret,
  /// what a process had written so far, the process table.
  func explain(_ lines: [String])
  /// Tells that a wait has begun, goes on, or (nil) is over.
  func waiting(_ progress: WaitProgress?)
}

/// What a person would want to know about a wait.
package struct WaitProgress: Sendable {
  /// What is waited for, as in `t to end`.
  package let what: String
  /// How long already.
  package let since: Duration
}
