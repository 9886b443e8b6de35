/// Why an engine could not be set up: which call failed, and the kernel's error number.
public struct EngineError: Error, Hashable, Sendable {
  /// The call by its name, as `epoll_create1`.
  public let call: String
  /// The error number (errno(3)).
  public let errno: Int32

  /// Says which call failed.
  public init(call: String, errno: Int32) {
    self.call = call
    self.errno = errno
  }
}
