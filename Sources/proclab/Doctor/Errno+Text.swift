import Glibc
import SystemPackage

extension Errno {
  /// The kernel's words for it, in English.
  var text: String { String(cString: strerror(rawValue)) }
}
