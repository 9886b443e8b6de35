/// The stretches of East Asian wide characters (Unicode's EastAsianWidth, W and F, the blocks that
/// hold nothing else).
private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
  0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
  0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
]

/// How many columns of a terminal a text takes: two for wide characters, none for combining marks.
public func displayWidth(_ text: some StringProtocol) -> Int {
  text.unicodeScalars.reduce(0) { $0 + displayWidth($1) }
}

private func displayWidth(_ scalar: Unicode.Scalar) -> Int {
  if scalar.value < 0x7F { return 1 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return 0
  default: break
  }
  if scalar.properties.isEmojiPresentation { return 2 }
  return wideRanges.contains { $0.contains(scalar.value) } ? 2 : 1
}

/// The text filled up with blanks to a number of columns; a wider one stays as it is.
public func padded(_ text: String, to columns: Int, alignRight: Bool = false) -> String {
  let missing = columns - displayWidth(text)
  guard missing > 0 else { return text }
  let blanks = String(repeating: " ", count: missing)
  return alignRight ? blanks + text : text + blanks
}
