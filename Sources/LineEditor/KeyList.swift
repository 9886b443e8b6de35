/// What libedit prints of its keys, made true and readable.
///
/// It knows the keys that send a sequence by the codes of `Key`, which no terminal shows, and lists
/// sequences that never reach it.
enum KeyList {
  /// The lines with the keys' names, and without what nobody can press.
  static func cleaned(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if let arrows = lines.firstIndex(of: "Arrow key bindings") {
      lines.replaceSubrange(arrows..., with: [""])
    }
    var kept: [String] = []
    for line in lines {
      let name = line.prefix { $0 != " " }
      if let code = code(name) {
        guard let key = Key(rawValue: code) else { continue }
        kept.append("\(key)".padded(toWidth: 15) + line[name.endIndex...].drop { $0 == " " })
      } else if name != "\"^@\"", !isDecoded(name) {
        kept.append(String(line))
      }
    }
    return kept.joined(separator: "\n")
  }

  /// The code that a row is about, written `"^Á"`.
  private static func code(_ name: Substring) -> UInt8? {
    let scalars = Array(name.unicodeScalars)
    guard scalars.count == 4, name.hasPrefix("\"^"), (0xc0...0xdf).contains(scalars[2].value) else {
      return nil
    }
    return UInt8(scalars[2].value & ~0x40)
  }

  /// Whether a row is about a sequence that is one of our keys, written `"^[[A"`.
  private static func isDecoded(_ name: Substring) -> Bool {
    guard name.hasPrefix("\"^["), name.hasSuffix("\"") else { return false }
    return Key(sequence: Array(name.dropFirst(3).dropLast().utf8)) != nil
  }
}
