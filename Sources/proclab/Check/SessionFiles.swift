import Glibc
import Language

/// Finds session files.
enum SessionFiles {
  /// What can't be read.
  struct Complaint: Error {
    let text: String
  }

  /// All session files that are named or lie in folders that are named: in name order, each once.
  static func all(_ paths: [String]) -> Result<[String], Complaint> {
    var files: Set<String> = []
    for path in paths {
      guard let found = find(path, within: []) else {
        return .failure(Complaint(text: "cannot read '\(escapedForDisplay(path))'"))
      }
      files.formUnion(found)
    }
    guard !files.isEmpty else {
      let shown = paths.map { escapedForDisplay($0) }.joined(separator: " ")
      return .failure(Complaint(text: "no session file (*.lab) in \(shown)"))
    }
    return .success(files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  /// A folder by what the kernel knows it by, so that a link to a folder around it ends the search.
  private struct Identity: Hashable {
    let device: dev_t
    let number: ino_t
  }

  /// A file itself, or all `.lab` files of a folder and the folders in it; nil where nothing can be
  /// read there.
  private static func find(_ path: String, within folders: Set<Identity>) -> [String]? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    guard status.st_mode & S_IFMT == S_IFDIR else { return access(path, R_OK) == 0 ? [path] : nil }
    let folder = Identity(device: status.st_dev, number: status.st_ino)
    guard access(path, R_OK) == 0, !folders.contains(folder) else { return nil }
    let prefix = path.hasSuffix("/") ? path : path + "/"
    return Paths.names(in: path).filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
      var inner = stat()
      guard stat(prefix + name, &inner) == 0 else { return [] }
      if inner.st_mode & S_IFMT == S_IFDIR {
        return find(prefix + name, within: folders.union([folder])) ?? []
      }
      return name.hasSuffix(".lab") ? [prefix + name] : []
    }
  }
}
