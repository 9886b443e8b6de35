import Glibc

/// What the tool's exit status says.
enum ToolStatus: Int32, Comparable {
  /// All as expected.
  case ok = 0
  /// An expectation, a check or an expect failed, or a statement was an error nobody named.
  case failed = 1
  /// A malformed file, or wrong usage.
  case malformed = 2
  /// A timeout, a process that was not joined, or a fault of the engine.
  case fault = 3
  /// A `require` did not hold.
  case skipped = 77
  /// Ctrl-C.
  case interrupted = 130

  static func < (left: ToolStatus, right: ToolStatus) -> Bool {
    left.rawValue < right.rawValue
  }
}
