import Language
import ProcessEngine

/// `OP LITERAL` behind the value of a check.
struct Comparison {
  enum Operation: String, CaseIterable {
    case equal = "=="
    case unequal = "!="
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
    case contains
    case matches
  }

  let operation: Operation
  private let word: Word
  private let regex: RegexArgument?

  init(_ arguments: inout Arguments) throws(Diagnostic) {
    let operatorWord = try arguments.take("an operator")
    guard let operation = Operation(rawValue: operatorWord.bareText ?? "") else {
      throw Diagnostic(
        "'\(escapedForDisplay(operatorWord.literal ?? "{…}"))' is not an operator",
        at: operatorWord.span,
        hint: Operation.allCases.map(\.rawValue).joined(separator: " "))
    }
    self.operation = operation
    word = try arguments.take("a value to compare with")
    regex = operation == .matches ? try RegexArgument(word) : nil
  }

  func literal(in session: Session) throws(Failure) -> [UInt8] {
    try session.bytes(of: word)
  }

  func holds(
    _ value: Value, _ literal: [UInt8], in session: Session
  ) throws(Failure) -> Bool {
    let text = String(decoding: literal, as: UTF8.self)
    switch operation {
    case .contains: return firstRange(of: literal, in: value.bytes[...]) != nil
    case .matches:
      return try regex?.value(in: session).first(of: [value.bytes[...]], in: session) != nil
    case .equal: return try order(value, text) == .equal
    case .unequal: return try order(value, text) != .equal
    case .less: return try order(value, text) == .before
    case .greater: return try order(value, text) == .after
    case .atMost: return [.equal, .before].contains(try order(value, text))
    case .atLeast: return [.equal, .after].contains(try order(value, text))
    }
  }

  private enum Order {
    case before, equal, after, none
  }

  /// How a value stands to a literal that is read as the same kind of thing.
  private func order(_ value: Value, _ text: String) throws(Failure) -> Order {
    switch value {
    // What is shown of a measure is rounded, and the same measure all the same.
    case .duration where value.display == text, .size where value.display == text: return .equal
    case .none: return text == "None" ? .equal : .none
    case .boolean(let flag): return text == (flag ? "True" : "False") ? .equal : .none
    case .integer(let number):
      return compare(number, try read(text, "a number") { Int64($0) ?? sizeAsNumber($0) })
    case .pid(let pid): return compare(Int64(pid), try read(text, "a pid") { Int64($0) })
    case .duration(let duration):
      return compare(duration, try read(text, "a duration") { parseDuration($0) })
    case .size(let bytes): return compare(bytes, try read(text, "a size") { parseSize($0) })
    case .signal(let signal):
      return signal == (try read(text, "a signal") { Signal($0) }) ? .equal : .none
    case .text(let bytes): return orderAsText(bytes, Array(text.utf8))
    case .list: return orderAsText(value.bytes, Array(text.utf8))
    }
  }

  /// Counts of bytes are plain numbers, and may be compared with a size as people write it.
  private func sizeAsNumber(_ text: String) -> Int64? {
    parseSize(text).flatMap { Int64(exactly: $0) }
  }

  private func orderAsText(_ left: [UInt8], _ right: [UInt8]) -> Order {
    let text = String(decoding: right, as: UTF8.self)
    if let number = Double(String(decoding: left, as: UTF8.self)), let other = Double(text) {
      return compare(number, other)
    }
    if left == right { return .equal }
    return left.lexicographicallyPrecedes(right) ? .before : .after
  }

  private func compare<Kind: Comparable>(_ left: Kind, _ right: Kind?) -> Order {
    guard let right else { return .none }
    return left < right ? .before : left == right ? .equal : .after
  }

  /// Reads the literal; `None` is of every kind and orders with nothing.
  private func read<Kind>(
    _ text: String, _ what: String, _ parse: (String) -> Kind?
  ) throws(Failure) -> Kind? {
    if text == "None" { return nil }
    guard let value = parse(text) else {
      throw Failure("'\(escapedForDisplay(text))' is not \(what)", at: word.span)
    }
    return value
  }
}
