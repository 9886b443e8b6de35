import Glibc

/// The words of the command line as they were given: what is no UTF-8 is not changed, as it would be
/// on its way through a String.
enum RawArguments {
  /// All of them, the tool's own name included.
  static let all: [[UInt8]] = (0..<Int(CommandLine.argc)).map { index in
    guard let word = CommandLine.unsafeArgv[index] else { return [] }
    return Array(UnsafeBufferPointer(start: word, count: strlen(word)).map(UInt8.init(bitPattern:)))
  }

  /// The last words, as the parser of arguments has read them.
  static func last(_ read: [String]) -> [[UInt8]] {
    let words = all.suffix(read.count)
    // Should the parser have left out one between them, they are taken as it gives them.
    let isSame = zip(words, read).allSatisfy { String(decoding: $0, as: UTF8.self) == $1 }
    return isSame && words.count == read.count ? Array(words) : read.map { Array($0.utf8) }
  }
}
