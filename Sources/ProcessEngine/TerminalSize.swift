/// The size of a terminal that the engine makes for a child (pty(7)).
///
/// The terminal begins without echo and without turning newlines into carriage returns and newlines
/// (termios(3)), so that what is read is what the child wrote. ``Engine/setTerminalEcho(of:_:)``
/// switches echo on.
public struct TerminalSize: Hashable, Sendable {
  /// Its height in lines.
  public var rows: UInt16
  /// Its width in characters.
  public var columns: UInt16

  /// A terminal of that size, 80×24 unless said otherwise.
  public init(rows: UInt16 = 24, columns: UInt16 = 80) {
    self.rows = rows
    self.columns = columns
  }
}
