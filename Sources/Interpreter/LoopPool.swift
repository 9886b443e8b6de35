/// What a loop with `at most N` has started and was not seen to end.
///
/// Kept from round to round, so that each one looks at those few and at who is new, not at all that
/// ever were.
struct LoopPool {
  var left: [Process] = []
  /// The number that was given away last when it was looked at.
  var createdBefore: Int
}
