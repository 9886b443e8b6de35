/// A place on the side of the expectations that one line can take.
///
/// A block has one for each of its lines, which any line of the block can take, so that what is
/// missing of it counts; which of them it is that is missing is found out later, process by process.
struct AlignmentSlot {
  enum Role {
    /// An expectation of its own.
    case line
    /// A line of a block.
    case within(isOptional: Bool)
    /// The bar that closes a block.
    case end
  }

  /// Which expectation it is of.
  let index: Int
  let role: Role

  /// The slots of expectations, in order.
  static func all(_ wanted: [Expectation]) -> [AlignmentSlot] {
    wanted.enumerated().flatMap { index, expectation -> [AlignmentSlot] in
      guard let block = expectation.block else { return [.init(index: index, role: .line)] }
      // Those that must be there first: they are what lines are taken for before others.
      let optional = block.count(where: \.isOptional)
      let roles = (0..<block.count).map { Role.within(isOptional: $0 >= block.count - optional) }
      return (roles + [.end]).map { .init(index: index, role: $0) }
    }
  }
}
