/// Bytes as they stand in double quotes of a statement: nothing of them is lost, or drives a
/// terminal.
func escapedForQuotes(_ bytes: [UInt8]) -> String {
  guard let text = String(validating: bytes, as: UTF8.self) else {
    // Byte by byte, what is no ASCII as a number: it is no text anyway.
    return bytes.map { byte in
      byte < 0x80 ? escaped(Unicode.Scalar(byte)) : hexadecimal(UInt32(byte))
    }.joined()
  }
  return text.unicodeScalars.map(escaped).joined()
}

/// Bytes as a quoted word, in the quotes that need the fewer escapes.
func quotedText(_ bytes: [UInt8]) -> String {
  let isPlain = bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "'") }
  if isPlain, let text = String(validating: bytes, as: UTF8.self),
    !text.unicodeScalars.contains(where: { (0x80..<0xA0).contains($0.value) })
  {
    return "'\(text)'"
  }
  return "\"\(escapedForQuotes(bytes))\""
}

private func escaped(_ scalar: Unicode.Scalar) -> String {
  switch scalar {
  case "\r": "\\r"
  case "\n": "\\n"
  case "\t": "\\t"
  case "\u{1b}": "\\e"
  case "\\", "\"", "{": "\\\(scalar)"
  case _ where scalar.value < 0x20 || scalar.value == 0x7F: hexadecimal(scalar.value)
  case _ where (0x80..<0xA0).contains(scalar.value):
    "\\u{\(String(scalar.value, radix: 16))}"
  default: String(scalar)
  }
}

private func hexadecimal(_ value: UInt32) -> String {
  (value < 16 ? "\\x0" : "\\x") + String(value, radix: 16)
}
