import Glibc

/// The name of a user, or its number where nobody gave it one (getpwuid(3)).
func userName(_ uid: UInt32) -> String {
  guard let entry = getpwuid(uid) else { return "uid \(uid)" }
  return String(cString: entry.pointee.pw_name)
}
