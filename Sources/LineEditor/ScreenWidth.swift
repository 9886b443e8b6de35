internal import CLibedit

extension Unicode.Scalar {
  /// The columns a terminal gives this scalar when it is printed as it is, never negative.
  var screenWidth: Int { max(0, Int(le_width(Int32(bitPattern: value)))) }

  /// The scalars libedit shows in place of this one, tabs and newlines excepted.
  var glyphs: [Unicode.Scalar] {
    let wide = Int32(bitPattern: value)
    if value < 0x100, le_is_control(wide) != 0 {
      return ["^", value == 0x7f ? "?" : Unicode.Scalar(UInt8(value) | 0x40)]
    }
    if le_is_printable(wide) != 0 { return [self] }
    let digits = String(value, radix: 16, uppercase: true)
    let length = value > 0xffff ? 5 : 4
    let shown = String(repeating: "0", count: max(0, length - digits.count)) + digits.suffix(length)
    return Array("\\U+\(shown)".unicodeScalars)
  }
}

extension String {
  /// The columns of a text without escape codes, on one row.
  var screenWidth: Int { unicodeScalars.reduce(0) { $0 + $1.screenWidth } }

  /// The longest beginning that fits into some columns.
  func clipped(toWidth width: Int) -> String {
    var kept = String.UnicodeScalarView()
    var used = 0
    for scalar in unicodeScalars {
      used += scalar.screenWidth
      if used > width { break }
      kept.append(scalar)
    }
    return String(kept)
  }

  /// This text, or as much of it as fits into some columns with `…` behind it.
  func shortened(toWidth width: Int) -> String {
    screenWidth <= width ? self : (clipped(toWidth: width - 1) + "…").clipped(toWidth: width)
  }

  /// This text filled up with spaces to some columns.
  func padded(toWidth width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - screenWidth))
  }
}
