package import ProcessEngine

/// A person's terminal that can be handed to a process for a while: keys come from it unread, and
/// what the process writes reaches it as it is.
package protocol PersonTerminal: AnyObject {
  /// What is readable when a key was pressed.
  var descriptor: Int32 { get }
  /// How large it is, or nil where that can't be told.
  var size: TerminalSize? { get }
  /// Takes it from whoever edits lines; `earlier` is what the process has written to a screen that
  /// nobody saw, so that the modes it set there hold here too. What else there is to tell waits.
  func take(after earlier: [UInt8])
  /// Gives it back as it was, on a row of its own, with what waited.
  func giveBack()
  /// Keys that were pressed; empty where there are none, nil at its end.
  func keys() -> [UInt8]?
  /// Shows what the process wrote. With `lacksReturns` its newlines don't bring the cursor back to
  /// the first column.
  func show(_ bytes: [UInt8], lacksReturns: Bool)
}
