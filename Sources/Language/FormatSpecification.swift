/// The part of Python's format mini-language that notebooks use:
/// `[[fill]align][0][width][.precision][type]`, of the types `d`, `f` and `s`.
public struct FormatSpecification: Hashable, Sendable {
  /// On which side the text stands.
  public enum Alignment: Character, Hashable, Sendable {
    /// `<`: text left, fill right.
    case left = "<"
    /// `>`: fill left, text right.
    case right = ">"
    /// `^`: fill on both sides, the odd one right.
    case center = "^"
  }

  /// What fills the width.
  public var fill: Character = " "
  /// The side, or nil for what the kind of value wants: numbers right, all else left.
  public var alignment: Alignment?
  /// The least number of columns.
  public var width = 0
  /// Whether a number is filled up with zeros between its sign and its digits.
  public var fillsWithZeros = false
  /// The greatest number of characters of a text, digits after the point of a number.
  public var precision: Int?

  /// Reads a specification; nil for any other text, the empty one included.
  public init?(_ text: some StringProtocol) {
    var rest = Array(text)[...]
    guard !rest.isEmpty else { return nil }
    if rest.count > 1, let alignment = Alignment(rawValue: rest[1]) {
      fill = rest[0]
      self.alignment = alignment
      rest = rest.dropFirst(2)
    } else if let alignment = Alignment(rawValue: rest[0]) {
      self.alignment = alignment
      rest = rest.dropFirst()
    }
    if alignment == nil, rest.count > 1, rest.first == "0" {
      fillsWithZeros = true
      fill = "0"
      rest = rest.dropFirst()
    }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard digits.count <= 4 else { return nil }
    width = Int(String(digits)) ?? 0
    rest = rest.dropFirst(digits.count)
    if rest.first == "." {
      let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
      guard digits.count <= 3, let precision = Int(String(digits)) else { return nil }
      self.precision = precision
      rest = rest.dropFirst(1 + digits.count)
    }
    // The value knows its kind: the type is read because people write it.
    guard rest.isEmpty || (rest.count == 1 && "dfs".contains(rest[rest.startIndex])) else {
      return nil
    }
  }

  /// The text laid out; columns are counted as a terminal shows them.
  ///
  /// A number that isn't known yet is no figure: it stands where one would, and takes no zeros.
  public func apply(to text: String, isNumber: Bool = false, isFigure: Bool = true) -> String {
    let cut = isNumber ? text : precision.map { String(text.prefix($0)) } ?? text
    let missing = width - displayWidth(cut)
    guard missing > 0 else { return cut }
    if fillsWithZeros, isNumber, isFigure, cut.hasPrefix("-") {
      return "-" + filling(missing) + cut.dropFirst()
    }
    if fillsWithZeros, isNumber, !isFigure {
      return String(repeating: " ", count: missing) + cut
    }
    let left: Int
    switch alignment ?? (isNumber ? .right : .left) {
    case .left: left = 0
    case .right: left = missing
    case .center: left = missing / 2
    }
    return filling(left) + cut + filling(missing - left)
  }

  /// The fill over a number of columns; where it is too wide for the last one, a blank is.
  private func filling(_ columns: Int) -> String {
    let fill = String(fill)
    let width = max(1, displayWidth(fill))
    return String(repeating: fill, count: columns / width)
      + String(repeating: " ", count: columns % width)
  }
}
