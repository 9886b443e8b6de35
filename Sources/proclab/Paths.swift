import Glibc
import Interpreter

/// Files and programs that begin with what was typed.
enum Paths {
  /// How many are looked at, so that Tab never lags.
  private static let limit = 20_000

  /// Files, with a slash behind folders; hidden ones only where a dot was typed.
  static func matching(_ typed: String, foldersOnly: Bool) -> [String] {
    let slash = typed.lastIndex(of: "/")
    let folder = slash.map { String(typed[...$0]) } ?? ""
    let prefix = slash.map { String(typed[typed.index(after: $0)...]) } ?? typed
    return names(in: folder.isEmpty ? "." : FileName(folder)).compactMap(\.text)
      .filter { $0.hasPrefix(prefix) && (prefix.hasPrefix(".") || !$0.hasPrefix(".")) }
      .compactMap { name in
        var status = stat()
        guard stat(folder + name, &status) == 0 else { return nil }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        if foldersOnly, !isFolder { return nil }
        return folder + name + (isFolder ? "/" : "")
      }
  }

  /// Programs on PATH.
  static func programs(_ typed: String) -> [String] {
    guard !typed.isEmpty, let path = getenv("PATH") else { return [] }
    let folders = String(cString: path).split(separator: ":").filter { $0.hasPrefix("/") }
    return folders.flatMap { folder in
      names(in: FileName(String(folder))).compactMap(\.text).filter {
        $0.hasPrefix(typed) && access("\(folder)/\($0)", X_OK) == 0
      }
    }
  }

  /// The names in a folder, without `.` and `..`.
  static func names(in folder: FileName) -> [FileName] {
    guard let opened = opendir(folder.path) else { return [] }
    defer { closedir(opened) }
    var names: [FileName] = []
    while names.count < limit, let entry = readdir(opened) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        FileName(bytes.prefix { $0 != 0 })
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
