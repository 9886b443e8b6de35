import Language

/// What stands before the colon of a line, and says whose it is: `a` and `a err` are of `a`.
struct Tag: Hashable {
  /// The process, by its handle or name.
  let process: String
  /// The tag as it stands, without the colon.
  let text: String

  /// The tag of a line, or nil where it has none.
  init?(_ line: some StringProtocol) {
    guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let text = line[..<colon]
    let process = text.hasSuffix(" err") ? text.dropLast(4) : text[...]
    guard Tag.isProcess(process) else { return nil }
    self.process = String(process)
    self.text = String(text)
  }

  /// A name, perhaps with the number of a member of a set.
  private static func isProcess(_ text: some StringProtocol) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let name = parts.first, isName(name), parts.count <= 2 else { return false }
    return parts.dropFirst().allSatisfy { part in
      !part.isEmpty && part.allSatisfy { $0.isASCII && $0.isWholeNumber }
    }
  }
}
