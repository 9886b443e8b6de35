/// What the variable of a `for` stands for in one round.
enum Variable {
  /// A word.
  case text([UInt8])
  /// A process.
  case process(Process)
}
