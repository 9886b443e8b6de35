/// The kernel's error numbers that errors speak of, with texts that are the same in every locale
/// (errno(3), Linux x86-64 and arm64).
enum Errno {
  static let noEntry: Int32 = 2
  static let notExecutable: Int32 = 8
  static let accessDenied: Int32 = 13
  static let notDirectory: Int32 = 20

  private static let texts: [Int32: String] = [
    1: "not permitted", 2: "not found", 3: "no such process", 4: "interrupted",
    5: "input/output error", 6: "nobody reads it", 7: "argument list too long",
    8: "not an executable", 9: "bad descriptor", 11: "try again", 12: "not enough memory",
    13: "permission denied", 16: "busy", 17: "it exists already", 20: "not a directory",
    21: "is a directory", 22: "invalid argument", 23: "too many open files in the system",
    24: "too many open files", 26: "text file busy", 27: "file too large", 28: "disk full",
    30: "read-only file system", 31: "too many links", 32: "broken pipe", 36: "name too long",
    38: "not supported by this kernel", 40: "too many symbolic links", 122: "disk quota exceeded",
  ]

  static func text(_ number: Int32) -> String {
    texts[number] ?? "error \(number)"
  }
}
