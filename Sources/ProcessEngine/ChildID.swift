/// Names one child of one engine for as long as the engine lives.
///
/// It counts upwards from zero and is never used again, so that an event which arrives late can't
/// be taken for another child's. It is not a pid: a child has one of those only while the kernel
/// says so (``Child/pid``).
public struct ChildID: Hashable, Comparable, Sendable {
  /// The place in the order of creation.
  public let index: Int

  /// Names the child at a place in the order of creation.
  public init(index: Int) {
    self.index = index
  }

  /// Earlier created is smaller.
  public static func < (left: ChildID, right: ChildID) -> Bool {
    left.index < right.index
  }
}
