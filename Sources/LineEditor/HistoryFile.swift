internal import Glibc

/// The file entries are kept in: a line for each, newlines and backslashes escaped.
///
/// Sessions share it. Each adds its entries under a lock, to what the others wrote meanwhile, in a
/// new file that takes the old one's name: a crash leaves one or the other, whole.
struct HistoryFile {
  let path: String

  /// The entries, oldest first; none where the file cannot be read.
  func load() -> [String] {
    HistoryFile.lines(of: read()).suffix(History.limit).map(HistoryFile.decode)
  }

  /// Adds entries, `false` if they could not be written.
  func append(_ entries: [String]) -> Bool {
    let target = realPath
    let folder = HistoryFile.folder(of: target)
    HistoryFile.makeFolder(folder)
    // The lock is on the folder: a lock on the file would be lost with its old name.
    let lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard lock >= 0 else { return false }
    defer { close(lock) }
    // A session that was stopped amid its writing must not hold up this one.
    var patience = 20
    while flock(lock, LOCK_EX | LOCK_NB) == -1 {
      guard errno == EWOULDBLOCK || errno == EINTR, patience > 0 else { return false }
      patience -= 1
      usleep(5_000)
    }
    let merged = HistoryFile.merge(read(), adding: entries, limit: History.limit)
    let temporary = target + ".new"
    guard HistoryFile.write(merged, to: temporary), rename(temporary, target) == 0 else {
      unlink(temporary)
      return false
    }
    return true
  }

  /// A file's bytes with entries added, the oldest dropped, and no entry twice in a row.
  static func merge(_ bytes: [UInt8], adding entries: [String], limit: Int) -> [UInt8] {
    var lines = lines(of: bytes)
    for entry in entries {
      let line = ArraySlice(encode(entry).utf8)
      if lines.last != line { lines.append(line) }
    }
    return lines.suffix(limit).reduce(into: []) { $0 += $1 + [UInt8(ascii: "\n")] }
  }

  /// An entry as a line.
  static func encode(_ entry: String) -> String {
    entry.unicodeScalars.reduce(into: "") { line, scalar in
      switch scalar {
      case "\\": line += "\\\\"
      case "\n": line += "\\n"
      case "\r": line += "\\r"
      default: line.unicodeScalars.append(scalar)
      }
    }
  }

  /// The entry of a line; a backslash before anything else stands for itself.
  static func decode(_ line: some Collection<UInt8>) -> String {
    var entry: [UInt8] = []
    var rest = line[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let next = rest.first else {
        entry.append(byte)
        continue
      }
      switch next {
      case UInt8(ascii: "n"): entry.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "r"): entry.append(UInt8(ascii: "\r"))
      case byte: entry.append(byte)
      default: entry += [byte, next]
      }
      rest = rest.dropFirst()
    }
    return String(decoding: entry, as: UTF8.self)
  }

  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "\n"))
  }

  /// The file itself where the path is a link to it: a rename would put a file in the link's place.
  private var realPath: String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func makeFolder(_ path: String) {
    guard mkdir(path, 0o700) == -1, errno == ENOENT, path != "." && path != "/" else { return }
    makeFolder(folder(of: path))
    mkdir(path, 0o700)
  }

  private func read() -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      guard count > 0 else {
        if count == -1, errno == EINTR { continue }
        return bytes
      }
      bytes += buffer[..<count]
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) -> Bool {
    // One that a crash left may be there, with whatever mode.
    unlink(path)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count > 0 { written += count } else if errno != EINTR { break }
    }
    return close(descriptor) == 0 && written == bytes.count
  }
}
