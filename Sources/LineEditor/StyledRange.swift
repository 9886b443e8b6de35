/// A part of an entry and its style.
public struct StyledRange: Equatable {
  /// The part, in UTF-8 code units of the entry.
  public var range: Range<Int>
  /// How it looks.
  public var style: Style

  /// A part with a style.
  public init(_ range: Range<Int>, _ style: Style) {
    self.range = range
    self.style = style
  }

  /// The style of every scalar of the part of `text` that begins at a UTF-8 offset.
  ///
  /// Where ranges overlap, the later one counts. Ranges that reach outside are clipped.
  static func styles(of text: String, from start: Int, by ranges: [StyledRange]) -> [Style] {
    var units = [Style](repeating: .plain, count: text.utf8.count)
    for styled in ranges {
      for index in styled.range.clamped(to: 0..<units.count) { units[index] = styled.style }
    }
    var styles: [Style] = []
    var offset = 0
    for scalar in text.unicodeScalars {
      if offset >= start { styles.append(units[offset]) }
      offset += String(scalar).utf8.count
    }
    return styles
  }
}
