/// The text as it may reach a terminal or a record: nothing in it can drive a terminal, and it can
/// be told apart from any other bytes.
///
/// C0 (tab too), DEL, C1 and what is no UTF-8 become `\t`, `\r`, `\e`, `\xHH`; a backslash is
/// doubled only where it could be read as one of these, or stands before one. Newlines are for the
/// caller to split at; one that is left becomes `\x0a`.
public func escapedForDisplay(_ bytes: some Collection<UInt8>) -> String {
  // An array, since what is generic is slow when it is called from other modules.
  escaped(Array(bytes)[...], doublesBackslashes: true)
}

/// The text with what could drive a terminal escaped; without doubled backslashes it can't be told
/// from what was escaped before, but looks as it was written.
func escaped(_ bytes: ArraySlice<UInt8>, doublesBackslashes: Bool) -> String {
  var rest = bytes
  var result: [UInt8] = []
  result.reserveCapacity(rest.count)
  while let first = rest.first {
    // Most of what is written needs nothing: it goes over in one piece.
    let plain = rest.prefix { (0x20...0x7E).contains($0) && $0 != .backslash }
    if !plain.isEmpty {
      result.append(contentsOf: plain)
      rest = rest[plain.endIndex...]
      continue
    }
    let (length, isShown) = character(at: rest)
    if isShown {
      if doublesBackslashes, first == .backslash, startsEscape(rest.dropFirst()) {
        result.append(.backslash)
      }
      result.append(contentsOf: rest.prefix(length))
    } else {
      for byte in rest.prefix(length) { appendEscape(byte, to: &result) }
    }
    rest = rest.dropFirst(length)
  }
  return String(decoding: result, as: UTF8.self)
}

/// The text as it may reach a terminal or a record; see `escapedForDisplay(_:)` for bytes.
public func escapedForDisplay(_ text: String) -> String {
  escapedForDisplay(Array(text.utf8))
}

/// A text that somebody wrote, a statement or a remark, with what could drive a terminal escaped and
/// its backslashes as they are.
public func shownAsWritten(_ text: String) -> String {
  escaped(Array(text.utf8)[...], doublesBackslashes: false)
}

/// Whether what follows a backslash would make it one of our escapes, or will become one.
private func startsEscape(_ rest: ArraySlice<UInt8>) -> Bool {
  guard let first = rest.first else { return false }
  switch first {
  case .backslash, UInt8(ascii: "t"), UInt8(ascii: "r"), UInt8(ascii: "e"): return true
  case UInt8(ascii: "x"):
    let digits = rest.dropFirst().prefix(2)
    return digits.count == 2 && digits.allSatisfy { $0.hexadecimalValue != nil }
  default: return !character(at: rest).isShown
  }
}

/// The length of the character at the front, and whether it is shown as it is; what is no UTF-8
/// counts byte by byte.
private func character(at rest: ArraySlice<UInt8>) -> (length: Int, isShown: Bool) {
  let length = scalarLength(rest)
  switch (length, rest.first) {
  case (0, _): return (1, false)
  case (1, let byte?): return (1, (0x20...0x7E).contains(byte))
  case (2, 0xC2?): return (2, rest[rest.startIndex + 1] >= 0xA0)
  default: return (length, true)
  }
}

private func appendEscape(_ byte: UInt8, to result: inout [UInt8]) {
  switch byte {
  case .tab: result.append(contentsOf: "\\t".utf8)
  case .carriageReturn: result.append(contentsOf: "\\r".utf8)
  case 0x1B: result.append(contentsOf: "\\e".utf8)
  default: result.append(contentsOf: "\\x\(hexadecimal(byte))".utf8)
  }
}

private func hexadecimal(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16)
  return digits.utf8.count == 1 ? "0" + digits : digits
}

/// The length of the well-formed UTF-8 sequence at the front, or 0 where there is none (RFC 3629:
/// no overlong forms, no surrogates, nothing above U+10FFFF).
func scalarLength(_ bytes: some Collection<UInt8>) -> Int {
  guard let first = bytes.first else { return 0 }
  if first < 0x80 { return 1 }
  let (length, second): (Int, ClosedRange<UInt8>)
  switch first {
  case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
  case 0xE0: (length, second) = (3, 0xA0...0xBF)
  case 0xED: (length, second) = (3, 0x80...0x9F)
  case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
  case 0xF0: (length, second) = (4, 0x90...0xBF)
  case 0xF4: (length, second) = (4, 0x80...0x8F)
  case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
  default: return 0
  }
  let tail = bytes.dropFirst().prefix(length - 1)
  guard tail.count == length - 1, let next = tail.first, second.contains(next),
    tail.dropFirst().allSatisfy({ (0x80...0xBF).contains($0) })
  else { return 0 }
  return length
}
