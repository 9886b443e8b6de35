import Glibc

/// Finds session files.
enum SessionFiles {
  /// A file itself, or all `.lab` files of a folder and the folders in it, in name order; nil
  /// where nothing can be read there.
  static func find(_ path: String) -> [String]? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    guard status.st_mode & S_IFMT == S_IFDIR else { return access(path, R_OK) == 0 ? [path] : nil }
    let names = Paths.names(in: path).filter { !$0.hasPrefix(".") }
    let prefix = path.hasSuffix("/") ? path : path + "/"
    return names.sorted().flatMap { name -> [String] in
      var inner = stat()
      guard stat(prefix + name, &inner) == 0 else { return [] }
      if inner.st_mode & S_IFMT == S_IFDIR { return find(prefix + name) ?? [] }
      return name.hasSuffix(".lab") ? [prefix + name] : []
    }
  }
}
