import CProcess
import Glibc
import Interpreter

/// The words of the command line as they were given: what is no UTF-8 is not changed, as it would be
/// on its way through a String. They are there without `/proc`, too.
enum RawArguments {
  /// All of them, the tool's own name included.
  static let all: [[UInt8]] = (0..<proclab_argument_count()).map { index in
    proclab_argument(index).map { FileName(cString: $0).bytes } ?? []
  }

  /// Those behind the tool's own name, as text.
  static var text: [String] { all.dropFirst().map { String(decoding: $0, as: UTF8.self) } }

  /// The names of files of which the parser of arguments has made texts, in the order of the words.
  static func names(_ read: [String]) -> [FileName] {
    var rest = all[...]
    let names = read.reversed().map { text -> FileName in
      let place = rest.lastIndex {
        String(decoding: $0, as: UTF8.self).utf8.elementsEqual(text.utf8)
      }
      guard let place else { return FileName(text) }
      defer { rest = rest[..<place] }
      return FileName(rest[place])
    }
    return names.reversed()
  }

  /// The name of a file of which the parser of arguments has made a text; other words may follow it.
  static func name(_ read: String, before rest: [String] = []) -> FileName {
    names([read] + rest).first ?? FileName(read)
  }

  /// The last words, as the parser of arguments has read them.
  static func last(_ read: [String]) -> [[UInt8]] {
    let words = all.suffix(read.count)
    // Should the parser have left out one between them, they are taken as it gives them.
    let isSame = zip(words, read).allSatisfy { String(decoding: $0, as: UTF8.self) == $1 }
    return isSame && words.count == read.count ? Array(words) : read.map { Array($0.utf8) }
  }
}
