import Glibc

/// A setting that can't be understood.
package struct BadSetting: Error {
  /// What is wrong with which.
  package let message: String
}

/// A whole number from the environment, or nil where it isn't set; throws at anything else.
package func setting(_ name: String) throws(BadSetting) -> UInt64? {
  guard let value = getenv(name) else { return nil }
  let text = String(cString: value)
  guard let number = UInt64(text) else {
    throw BadSetting(message: "\(name) is '\(text)', and must be a whole number")
  }
  return number
}
