import Glibc
import Interpreter

/// A file that a report is to be written to at the end.
struct OutputFile {
  private let name: FileName

  init(_ name: FileName) {
    self.name = name
  }

  /// Why it could not be written, found out before anything runs; nil where it could.
  var complaint: String? {
    let shown = name.shown
    var status = stat()
    let isThere = stat(name.path, &status) == 0
    if isThere, status.st_mode & S_IFMT == S_IFDIR {
      return "cannot write '\(shown)': it is a folder"
    }
    let isSpecial = isThere && status.st_mode & S_IFMT != S_IFREG
    if !isSpecial, access(name.folder.path, W_OK) != 0 {
      return "cannot write '\(shown)': \(String(cString: strerror(errno)))"
    }
    return nil
  }

  /// Writes all of it; whether that went well.
  func write(_ text: String) -> Bool {
    (try? writeFile(name, Array(text.utf8))) != nil
  }
}
