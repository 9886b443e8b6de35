/// What a terminal does with what passes through it (termios(3)), as far as it matters to whoever
/// looks on.
public struct TerminalModes: Hashable, Sendable {
  /// Whether a program gets its input line by line, and a person can correct the line (`ICANON`).
  public var isCanonical = false
  /// Whether what is typed is shown (`ECHO`).
  public var echoes = false
  /// Whether it is silent because the engine made it so, and not by a program that reads a
  /// password.
  public var isSilenced = false
  /// Whether a newline becomes a carriage return and a newline (`OPOST` and `ONLCR`).
  public var addsCarriageReturns = false

  /// A terminal that passes on everything as it is.
  public init() {}
}
