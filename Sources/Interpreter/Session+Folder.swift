import Glibc
import Language

/// Where temporary folders are made: as `TMPDIR` says when it is first asked for, else in /tmp.
/// Absolute, since a session may go to another folder.
package let temporaryFolders: String = {
  guard let value = getenv("TMPDIR").map({ String(cString: $0) }), !value.isEmpty else {
    return "/tmp"
  }
  guard !value.hasPrefix("/"), let here = getcwd(nil, 0) else { return value }
  defer { free(here) }
  return "\(String(cString: here))/\(value)"
}()

extension Session {
  /// The session's own folder, made when it is first asked for.
  package func makeFolder() throws(Failure) -> String {
    if let folder { return folder }
    if let chosen = configuration.folder, mkdir(chosen, 0o700) == 0 {
      folder = chosen
      return chosen
    }
    var template = Array("\(temporaryFolders)/proclab-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      let shown = escapedForDisplay(temporaryFolders)
      throw Failure("cannot make a temporary folder in '\(shown)': \(Errno.text(errno))")
    }
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
