/// What the variable of a `for` stands for in one round.
enum Variable {
  /// A word.
  case text([UInt8])
  /// A number of a range.
  case number(Int)
  /// A process.
  case process(Process)
}
