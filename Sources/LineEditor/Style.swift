/// How a part of a line looks; which kind of word looks how is the host's choice.
public enum Style: String, CaseIterable {
  /// As the terminal writes anyway.
  case plain = "0"
  /// Heavier than the text around.
  case bold = "1"
  /// Fainter than the text around.
  case dim = "2"
  /// Underlined.
  case underline = "4"
  /// Red, as for what is wrong.
  case red = "31"
  /// Green.
  case green = "32"
  /// Yellow.
  case yellow = "33"
  /// Blue.
  case blue = "34"
  /// Magenta.
  case magenta = "35"
  /// Cyan.
  case cyan = "36"

  /// The escape code that makes what follows look so, whatever came before.
  public var escape: String { self == .plain ? "\u{1b}[0m" : "\u{1b}[0;\(rawValue)m" }

  /// A text in this style, and plain after it.
  public func paint(_ text: String) -> String {
    self == .plain ? text : escape + text + Style.plain.escape
  }
}
