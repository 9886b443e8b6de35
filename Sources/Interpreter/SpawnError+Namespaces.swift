import Glibc
package import ProcessEngine

extension SpawnError {
  /// Why a machine refused a PID namespace, in words that fit (clone(2), unshare(2)): the kernel's
  /// own would speak of a full disk.
  package var namespaceReason: String {
    if let limit { return limit.reason }
    return switch errno {
    case ENOSPC, EUSERS: "no more namespaces are allowed"
    case EPERM: "namespaces are not permitted"
    case EINVAL, ENOSYS: "the kernel has none"
    default: Errno.text(errno)
    }
  }
}
