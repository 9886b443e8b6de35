import Language

/// A word of an option behind `with`, as it is when everything in braces is filled in.
struct OptionWord {
  /// What is wrong with a word.
  struct Complaint: Error {
    let message: String

    init(_ message: String) {
      self.message = message
    }
  }

  let bytes: [UInt8]
  /// Whether no part of it was quoted: only then `null` and `pipe` are not files.
  let isBare: Bool

  init(_ bytes: [UInt8], isBare: Bool) {
    self.bytes = bytes
    self.isBare = isBare
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether it is this word of the language.
  func isWord(_ word: String) -> Bool { isBare && text == word }

  /// The complaint that it is not what is wanted.
  func isNot(_ wanted: String) -> Complaint {
    Complaint("'\(escapedForDisplay(bytes))' is not \(wanted)")
  }
}
