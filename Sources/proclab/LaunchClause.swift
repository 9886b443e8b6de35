import Language

/// What may stand behind the words of `new`, `spawn` or `run` once `as` is among them.
enum LaunchClause {
  /// The new handle.
  case handle
  /// `with`, or the end.
  case clauses
  /// An option.
  case option
  /// A value of an option.
  case value(String)

  /// The clause that these words, the verb left out, lead to; nil amid the command.
  init?(_ words: [String]) {
    guard let place = words.indices.dropFirst().last(where: { words[$0] == "as" }) else {
      return nil
    }
    guard place + 1 < words.count else {
      self = .handle
      return
    }
    // The last 'as' that has a handle behind it counts: this one is a word of the command.
    guard isName(words[place + 1]) else { return nil }
    var rest = words[(place + 2)...]
    if let count = rest.first, count.hasPrefix("x"), Int(count.dropFirst()) != nil {
      rest = rest.dropFirst()
    }
    guard rest.popFirst() == "with" else {
      self = .clauses
      return
    }
    let comma = rest.lastIndex { $0.hasSuffix(",") }
    let option = comma.map { rest[($0 + 1)...] } ?? rest
    self = option.first.map { .value($0) } ?? .option
  }
}
