import Glibc

/// Removes a folder with everything in it, following no link out of it (openat(2), unlinkat(2)).
///
/// What can't be removed stays; that is no error, since a folder of temporary files is no reason
/// to fail.
package func removeTree(_ path: String) {
  removeFolder(Array(path.utf8CString), in: AT_FDCWD)
}

/// `O_PATH` (open(2)), which Glibc shows to nobody who has not asked for GNU's own: what is so opened
/// need not be readable.
private let placeOnly: Int32 = 0o10_000_000

/// Removes a folder by its name in another.
private func removeFolder(_ name: [CChar], in parent: Int32) {
  let place = openat(parent, name, placeOnly | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
  guard place >= 0 else { return }
  permit(place)
  let descriptor = openat(place, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  close(place)
  if descriptor >= 0 { removeContents(descriptor) }
  unlinkat(parent, name, AT_REMOVEDIR)
}

/// Gives a folder of ours back what its owner may do, which a child may have taken from it.
///
/// The link in /proc leads to what is open, whatever stands at its name by now; fchmod(2) takes no
/// descriptor of a mere place.
private func permit(_ place: Int32) {
  var status = stat()
  guard fstat(place, &status) == 0, status.st_uid == geteuid(),
    status.st_mode & S_IRWXU != S_IRWXU
  else { return }
  chmod("/proc/self/fd/\(place)", status.st_mode & 0o7777 | S_IRWXU)
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
    removeFolder(name, in: descriptor)
  }
}
