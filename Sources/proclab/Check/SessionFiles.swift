import Glibc
import Interpreter

/// Finds session files.
enum SessionFiles {
  /// What can't be read.
  struct Complaint: Error {
    let text: String
  }

  /// All session files that are named or lie in folders that are named: in name order, each once.
  static func all(_ paths: [FileName]) -> Result<[FileName], Complaint> {
    var files: Set<FileName> = []
    for path in paths {
      switch find(path, within: []) {
      case .success(let found): files.formUnion(found)
      case .failure(let complaint):
        return .failure(Complaint(text: "cannot read '\(path.shown)': \(complaint.text)"))
      }
    }
    guard !files.isEmpty else {
      let shown = paths.map(\.shown).joined(separator: " ")
      return .failure(Complaint(text: "no session file (*.lab) in \(shown)"))
    }
    return .success(files.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) })
  }

  /// A folder by what the kernel knows it by, so that a link to a folder around it ends the search.
  private struct Identity: Hashable {
    let device: dev_t
    let number: ino_t
  }

  /// A file itself, or all `.lab` files of a folder and the folders in it; what is no file, and so
  /// might never come to an end, only where it was named. Says why nothing can be read there.
  private static func find(
    _ path: FileName, within folders: Set<Identity>
  ) -> Result<[FileName], Complaint> {
    var status = stat()
    guard stat(path.path, &status) == 0, access(path.path, R_OK) == 0 else {
      return .failure(Complaint(text: String(cString: strerror(errno))))
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: break
    case S_IFREG: return .success([path])
    default: return .failure(Complaint(text: "it is no regular file"))
    }
    let folder = Identity(device: status.st_dev, number: status.st_ino)
    guard !folders.contains(folder) else { return .success([]) }
    let names = Paths.names(in: path).filter { $0.bytes.first != UInt8(ascii: ".") }
    let found = names.map(path.inside).flatMap { path -> [FileName] in
      var inner = stat()
      guard stat(path.path, &inner) == 0 else { return [] }
      switch inner.st_mode & S_IFMT {
      case S_IFDIR: return (try? find(path, within: folders.union([folder])).get()) ?? []
      case S_IFREG: return path.bytes.suffix(4) == Array(".lab".utf8)[...] ? [path] : []
      default: return []
      }
    }
    return .success(found)
  }
}
