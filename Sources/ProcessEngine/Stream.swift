/// An output stream of a child.
public enum Stream: Int, CaseIterable, Hashable, Sendable {
  /// Descriptor 1.
  case standardOutput = 1
  /// Descriptor 2.
  case standardError = 2
}
