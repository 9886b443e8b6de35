import Glibc
import Interpreter
import Language

/// A file that a report is to be written to at the end.
struct OutputFile {
  private let path: String

  init(_ path: String) {
    self.path = path
  }

  /// Why it could not be written, found out before anything runs; nil where it could.
  var complaint: String? {
    let shown = escapedForDisplay(path)
    var status = stat()
    let isThere = stat(path, &status) == 0
    if isThere, status.st_mode & S_IFMT == S_IFDIR {
      return "cannot write '\(shown)': it is a folder"
    }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let isSpecial = isThere && status.st_mode & S_IFMT != S_IFREG
    if !isSpecial, access(folder, W_OK) != 0 {
      return "cannot write '\(shown)': \(String(cString: strerror(errno)))"
    }
    return nil
  }

  /// Writes all of it; whether that went well.
  func write(_ text: String) -> Bool {
    (try? writeFile(path, Array(text.utf8))) != nil
  }
}
