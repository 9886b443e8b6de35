import Testing
import Trials

@testable import Language

/// What a child writes, as it may reach a terminal or a record.
struct EscapingTests {
  @Test(arguments: [
    ("plain text", "plain text"), ("", ""), ("进程 é ✓ 🚀", "进程 é ✓ 🚀"),
    ("a\tb\rc\u{1B}[31m", #"a\tb\rc\e[31m"#), ("\u{0}\u{7}\u{8}\n\u{1F}", #"\x00\x07\x08\x0a\x1f"#),
    ("\u{7F}", #"\x7f"#),
    ("\u{80}\u{85}\u{9B}\u{9F}\u{A0}", "\\xc2\\x80\\xc2\\x85\\xc2\\x9b\\xc2\\x9f\u{A0}"),
  ])
  func whatCouldDriveATerminalIsEscaped(text: String, escaped: String) {
    #expect(escapedForDisplay(text) == escaped)
    #expect(escapedForDisplay(Array(text.utf8)) == escaped)
  }

  @Test(
    arguments: [
      ([0xFF], #"\xff"#), ([0x61, 0xE9, 0x62], #"a\xe9b"#), ([0x80], #"\x80"#), ([0xC3], #"\xc3"#),
      ([0xC0, 0xAF], #"\xc0\xaf"#), ([0xE4, 0xB8, 0x61], #"\xe4\xb8a"#),
      ([0xED, 0xA0, 0x80], #"\xed\xa0\x80"#), ([0xF4, 0x90, 0x80, 0x80], #"\xf4\x90\x80\x80"#),
      ([0xC3, 0xC3, 0xA9], "\\xc3é"),
    ] as [([UInt8], String)])
  func whatIsNoUTF8IsEscapedByteForByte(bytes: [UInt8], escaped: String) {
    #expect(escapedForDisplay(bytes) == escaped)
  }

  @Test(arguments: [
    // As it is, where nobody could take it for one of our escapes.
    (#"C:\dir"#, #"C:\dir"#), (#"\"#, #"\"#), (#"\n \0 \u{e9}"#, #"\n \0 \u{e9}"#),
    (#"\x \x1 \xg1 \x1g"#, #"\x \x1 \xg1 \x1g"#), (#"\é"#, #"\é"#), (#"\ "#, #"\ "#),
    // Doubled, where it could be.
    (#"\t"#, #"\\t"#), (#"\r\e"#, #"\\r\\e"#), (#"\x07"#, #"\\x07"#), (#"\xfF"#, #"\\xfF"#),
    (#"\\"#, #"\\\"#), (#"\\t"#, #"\\\\t"#), (#"\\\"#, #"\\\\\"#),
    // Before something that becomes an escape.
    ("\\\t", #"\\\t"#), ("\\\u{1B}", #"\\\e"#), ("\\\u{7}", #"\\\x07"#),
    ("\\\u{9B}", #"\\\xc2\x9b"#),
  ])
  func aBackslashIsDoubledOnlyWhereItMustBe(text: String, escaped: String) {
    #expect(escapedForDisplay(text) == escaped)
  }

  @Test func aBackslashBeforeWhatIsNoUTF8IsDoubled() {
    #expect(escapedForDisplay([0x5C, 0xFF]) == #"\\\xff"#)
    #expect(escapedForDisplay(#"\xff"#) == #"\\xff"#)
  }

  /// Nothing is lost, so nothing can be forged.
  @Test func escapingCanBeUndone() {
    var generator = SeededRandom(seed: 3)
    let telling = Array("\\\\\\xtre0fg\u{1B}\t\r".utf8) + [0xC2, 0x9B, 0xE4, 0xB8, 0xAD, 0xFF]
    for _ in 0..<20_000 {
      let bytes = generator.bytes(atMost: 10, telling: telling)
      let escaped = escapedForDisplay(bytes)
      #expect(decoded(escaped) == bytes, "\(bytes) as \(escaped)")
      for scalar in escaped.unicodeScalars {
        #expect(scalar.properties.generalCategory != .control, "\(bytes)")
      }
    }
  }

  /// What a careful reader makes of the escaped text, from the description alone.
  private func decoded(_ escaped: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(escaped.utf8)[...]
    let escapes = ["\\\\": 0x5C, "\\t": 9, "\\r": 13, "\\e": 27] as [String: UInt8]
    while let first = rest.first {
      if let byte = escapes[String(decoding: rest.prefix(2), as: UTF8.self)] {
        bytes.append(byte)
        rest = rest.dropFirst(2)
      } else if rest.starts(with: "\\x".utf8), rest.count >= 4,
        rest.dropFirst(2).prefix(2).allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
        let byte = UInt8(String(decoding: rest.dropFirst(2).prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(byte)
        rest = rest.dropFirst(4)
      } else {
        bytes.append(first)
        rest = rest.dropFirst()
      }
    }
    return bytes
  }

  /// The standard library is the judge of what is UTF-8.
  @Test func scalarsHaveTheLengthsOfUTF8() {
    for value in stride(from: 0 as UInt32, through: 0x10FFFF, by: 61) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let bytes = Array(String(scalar).utf8)
      #expect(scalarLength(bytes) == bytes.count)
      #expect(scalarLength(bytes + [0x80]) == bytes.count)
      for count in 0..<bytes.count { #expect(scalarLength(bytes.prefix(count)) == 0) }
    }
    var generator = SeededRandom(seed: 4)
    for _ in 0..<20_000 {
      let bytes = generator.bytes(
        atMost: 4,
        telling: [0xE0, 0xED, 0xF0, 0xF4, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2])
      let valid = (1...4).first {
        $0 <= bytes.count && String(validating: bytes.prefix($0), as: UTF8.self) != nil
      }
      #expect(scalarLength(bytes) == valid ?? 0, "\(bytes)")
    }
  }
}
