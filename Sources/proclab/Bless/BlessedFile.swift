import Glibc
import Interpreter
import Language
import Replay

/// A session file that may be rewritten, as it was read.
struct BlessedFile {
  /// As it was named.
  let path: FileName
  /// What it says.
  let file: SessionFile
  /// Where it really is, links followed.
  private let target: FileName

  /// Reads a file; refuses one that could not be replaced.
  static func read(_ path: FileName, isDry: Bool) -> Result<BlessedFile, ReplayRun.Complaint> {
    switch ReplayRun.read(path) {
    case .failure(let complaint): return .failure(complaint)
    case .success(let file):
      let target = resolved(path)
      if !isDry, let complaint = complaint(target) {
        return .failure(.init(lines: ["error: '\(path.shown)' \(complaint)"]))
      }
      return .success(BlessedFile(path: path, file: file, target: target))
    }
  }

  /// What tells its text from others.
  var digest: UInt64 { proclab.digest(of: file.source.bytes) }

  /// Why a file can't be replaced, or nil.
  private static func complaint(_ path: FileName) -> String? {
    var status = stat()
    guard stat(path.path, &status) == 0 else {
      return "can't be replaced: \(String(cString: strerror(errno)))"
    }
    if status.st_mode & S_IFMT != S_IFREG { return "is no regular file" }
    // Root may write what is read-only; that somebody made it so is to count all the same.
    if status.st_mode & 0o222 == 0 || access(path.path, W_OK) != 0 { return "is read-only" }
    if access(path.folder.path, W_OK) != 0 { return "is in a folder that can't be written" }
    // A new file in its place would leave the other names with the old one.
    if status.st_nlink > 1 { return "has other names (hard links), which would keep the old text" }
    return nil
  }

  /// Replaces it as a whole; gives why that can't be, or nil.
  func replace(by bytes: [UInt8]) -> String? {
    if let complaint = BlessedFile.complaint(target) { return "it \(complaint)" }
    guard (try? readFile(target)) == file.source.bytes else { return "it was changed while it ran" }
    do {
      try writeFile(target, bytes)
      return nil
    } catch {
      return "it can't be written: \(String(cString: strerror(error.errno)))"
    }
  }
}
