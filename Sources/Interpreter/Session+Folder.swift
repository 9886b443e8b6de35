import Glibc

extension Session {
  /// The session's own folder, made when it is first asked for; nil where none can be made.
  package func makeFolder() -> String? {
    if let folder { return folder }
    if let chosen = configuration.folder, mkdir(chosen, 0o700) == 0 {
      folder = chosen
      return chosen
    }
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/proclab-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    folder = path
    return path
  }

  /// Removes the session's folder with everything in it, following no link out of it.
  func removeFolder() {
    guard let folder else { return }
    self.folder = nil
    removeTree(folder)
  }
}
