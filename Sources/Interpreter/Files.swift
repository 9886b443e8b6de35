import Glibc

/// Why a file could not be read.
package struct FileError: Error, Hashable, Sendable {
  /// The kernel's error number (errno(3)).
  package let errno: Int32
}

/// The whole content of a file (open(2), read(2)).
package func readFile(_ path: String) throws(FileError) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw FileError(errno: errno) }
  defer { close(descriptor) }
  var content: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = read(descriptor, &chunk, chunk.count)
    if count == 0 { return content }
    if count < 0 {
      if errno == EINTR { continue }
      throw FileError(errno: errno)
    }
    content += chunk[..<count]
  }
}

/// Writes a whole file, in place of what was there, by way of a new one beside it, so that nobody
/// ever sees half of it (rename(2)). A file that is replaced leaves its mode to the new one, and its
/// owner where that is allowed.
package func writeFile(_ path: String, _ content: [UInt8]) throws(FileError) {
  var before = stat()
  let isReplaced = stat(path, &before) == 0
  let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
  var template = Array("\(folder).proclab-XXXXXX".utf8CString)
  let descriptor = mkstemp(&template)
  guard descriptor >= 0 else { throw FileError(errno: errno) }
  _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  var start = 0
  var failure: Int32?
  while start < content.count, failure == nil {
    let count = content[start...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count >= 0 { start += count } else if errno != EINTR { failure = errno }
  }
  if isReplaced { _ = fchown(descriptor, before.st_uid, before.st_gid) }
  let mode = isReplaced ? before.st_mode & 0o7777 : 0o644
  if failure == nil, fchmod(descriptor, mode) != 0 { failure = errno }
  close(descriptor)
  if failure == nil, rename(template, path) != 0 { failure = errno }
  guard let failure else { return }
  unlink(template)
  throw FileError(errno: failure)
}
