import Glibc

/// Why a file could not be read.
package struct FileError: Error, Hashable, Sendable {
  /// The kernel's error number (errno(3)).
  package let errno: Int32
}

/// The whole content of a file (open(2), read(2)).
package func readFile(_ name: FileName) throws(FileError) -> [UInt8] {
  let descriptor = open(name.path, O_RDONLY | O_CLOEXEC)
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
/// ever sees half of it (rename(2)). Links are followed; a file that is replaced leaves its mode to
/// the new one, and its owner where that is allowed. A device or a pipe is written to as it is.
package func writeFile(_ name: FileName, _ content: [UInt8]) throws(FileError) {
  var before = stat()
  let isThere = stat(name.path, &before) == 0
  if isThere, before.st_mode & S_IFMT != S_IFREG || leadsToDescriptor(name) {
    return try writeInto(name, content)
  }
  let target = resolved(name)
  var template = target.folder.inside(".proclab-XXXXXX").path
  let descriptor = mkstemp(&template)
  guard descriptor >= 0 else { throw FileError(errno: errno) }
  _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  var failure = writeAll(descriptor, content)
  if isThere { _ = fchown(descriptor, before.st_uid, before.st_gid) }
  if failure == nil, fchmod(descriptor, isThere ? before.st_mode & 0o7777 : 0o644) != 0 {
    failure = errno
  }
  close(descriptor)
  if failure == nil, rename(template, target.path) != 0 { failure = errno }
  guard let failure else { return }
  unlink(template)
  throw FileError(errno: failure)
}

/// Whether a name stands for something that is open, as /dev/stdout does: the name may lead to a
/// regular file, but replacing it would leave whoever holds it with the old one.
private func leadsToDescriptor(_ name: FileName) -> Bool {
  ["/dev/", "/proc/"].contains { name.bytes.starts(with: $0.utf8) }
}

/// Writes to what is there, behind what it holds.
private func writeInto(_ name: FileName, _ content: [UInt8]) throws(FileError) {
  let descriptor = open(name.path, O_WRONLY | O_APPEND | O_CLOEXEC)
  guard descriptor >= 0 else { throw FileError(errno: errno) }
  let failure = writeAll(descriptor, content)
  close(descriptor)
  if let failure { throw FileError(errno: failure) }
}

/// Writes all of it (write(2)), waiting where a terminal or a pipe is full; gives the error number
/// where that can't be.
private func writeAll(_ descriptor: Int32, _ content: [UInt8]) -> Int32? {
  var start = 0
  while start < content.count {
    let count = content[start...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count >= 0 {
      start += count
    } else if errno == EAGAIN {
      // Somebody made the shared terminal non-blocking (F_SETFL is of the open file, not ours).
      var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      poll(&wanted, 1, -1)
    } else if errno != EINTR {
      return errno
    }
  }
  return nil
}

/// The absolute path with its links followed (realpath(3)), or the path as it is where that can't be
/// told.
package func resolved(_ name: FileName) -> FileName {
  guard let real = realpath(name.path, nil) else { return name }
  defer { free(real) }
  return FileName(cString: real)
}
