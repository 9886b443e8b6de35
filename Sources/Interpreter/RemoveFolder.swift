import Glibc

/// Removes a folder with everything in it, following no link out of it (openat(2), unlinkat(2)).
///
/// What can't be removed stays; that is no error, since a folder of temporary files is no reason
/// to fail.
package func removeTree(_ path: String) {
  let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
  if descriptor >= 0 { removeContents(descriptor) }
  rmdir(path)
}

/// Empties the folder behind a descriptor, which this closes.
private func removeContents(_ descriptor: Int32) {
  guard let folder = fdopendir(descriptor) else {
    close(descriptor)
    return
  }
  defer { closedir(folder) }
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
        Array(UnsafeBufferPointer(start: $0, count: strlen($0) + 1))
      }
    }
    let isSelf = name == [46, 0] || name == [46, 46, 0]
    guard !isSelf, unlinkat(descriptor, name, 0) != 0 else { continue }
    let inner = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    if inner >= 0 { removeContents(inner) }
    unlinkat(descriptor, name, AT_REMOVEDIR)
  }
}
