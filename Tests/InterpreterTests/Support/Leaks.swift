import Glibc
import Testing

/// What this process held before a session, to compare with what it holds after.
struct Leaks {
  private let descriptors: [String]

  /// Remembers what is open now.
  init() {
    descriptors = Leaks.openDescriptors
  }

  /// Says so if a child is left, or a descriptor.
  func check(_ location: SourceLocation) {
    var info = siginfo_t()
    let found = waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT)
    let reason = errno
    #expect(
      found == -1 && reason == ECHILD, "a child is left", sourceLocation: location)
    let now = Leaks.openDescriptors
    let left = now.filter { !descriptors.contains($0) }
    #expect(left.isEmpty, "descriptors are left", sourceLocation: location)
  }

  /// Every open descriptor with what it stands for, but for the one that this reads with.
  private static var openDescriptors: [String] {
    guard let folder = opendir("/proc/self/fd") else { return [] }
    defer { closedir(folder) }
    var found: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let number = Int32(name), number != dirfd(folder) else { continue }
      let target = realpath("/proc/self/fd/\(name)", nil)
      defer { free(target) }
      found.append("\(name) → \(target.map { String(cString: $0) } ?? "?")")
    }
    return found.sorted()
  }
}
