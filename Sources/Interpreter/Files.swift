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
