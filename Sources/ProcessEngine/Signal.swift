/// A signal by its number on Linux x86-64 and arm64 (signal(7)).
public struct Signal: Hashable, Sendable {
  /// The kernel's number, 1…64.
  public let number: Int32

  /// The signal of that number; nil outside 1…64.
  public init?(number: Int32) {
    guard (1...64).contains(number) else { return nil }
    self.number = number
  }

  /// For the constants below, which are in range by inspection.
  private init(_ number: Int32) {
    self.number = number
  }

  /// The hangup of a terminal.
  public static let hangup = Signal(1)
  /// What Ctrl-C sends.
  public static let interrupt = Signal(2)
  /// What Ctrl-\ sends.
  public static let quit = Signal(3)
  /// What abort(3) raises.
  public static let abort = Signal(6)
  /// The end that nothing can refuse.
  public static let kill = Signal(9)
  /// A write to a pipe that nobody reads (pipe(7)).
  public static let pipe = Signal(13)
  /// The polite end.
  public static let terminate = Signal(15)
  /// A child changed state.
  public static let child = Signal(17)
  /// Go on after a stop.
  public static let `continue` = Signal(18)
  /// The stop that nothing can refuse.
  public static let stop = Signal(19)
  /// What Ctrl-Z sends.
  public static let terminalStop = Signal(20)
  /// The terminal's size changed.
  public static let windowChange = Signal(28)
}
