import Language

/// What stands in braces in an expectation: something that differs from run to run.
enum Placeholder: Hashable {
  /// `{*}`: any text.
  case anything
  /// `{pid}`: a process number.
  case pid
  /// `{dur}`, `{dur 2s..}`, `{dur ..5s}`: a duration, perhaps with bounds.
  case duration(atLeast: Duration?, atMost: Duration?)
  /// `{num}`: a number.
  case number
  /// `{size}`: a size in bytes.
  case size
  /// `{time}`: a moment.
  case time
  /// `{t.pid}`, `{dir}`, `{here}`, `{1}`: a value of the session, as it is when the line was run.
  case value(path: String)

  /// Reads what stands between the braces; nil where it is no placeholder.
  init?(_ text: String) {
    let words = text.split(separator: " ")
    switch (words.first, words.count) {
    case ("*", 1): self = .anything
    case ("pid", 1): self = .pid
    case ("num", 1): self = .number
    case ("size", 1): self = .size
    case ("time", 1): self = .time
    case ("dur", 1): self = .duration(atLeast: nil, atMost: nil)
    case ("dur", 2):
      guard let bounds = Placeholder.bounds(words[1]) else { return nil }
      self = .duration(atLeast: bounds.0, atMost: bounds.1)
    case (_, 1) where Placeholder.isValuePath(text): self = .value(path: text)
    default: return nil
    }
  }

  /// `2s..`, `..5s`, `1s..2s`.
  private static func bounds(_ text: Substring) -> (Duration?, Duration?)? {
    guard let dots = text.firstRange(of: "..") else { return nil }
    let low = text[..<dots.lowerBound]
    let high = text[dots.upperBound...]
    let (least, most) = (parseDuration(low), parseDuration(high))
    guard low.isEmpty == (least == nil), high.isEmpty == (most == nil),
      least != nil || most != nil
    else { return nil }
    return (least, most)
  }

  private static func isValuePath(_ text: String) -> Bool {
    if text == "dir" || text == "here" { return true }
    if !text.isEmpty, text.allSatisfy({ $0.isASCII && $0.isNumber }) { return true }
    guard let dot = text.firstIndex(of: ".") else { return false }
    return isName(text[..<dot])
  }

  /// How far from the front of a text it can reach, the nearest first; empty where it can't begin.
  func ends(in text: ArraySlice<Character>, value: (String) -> String?) -> [Int] {
    switch self {
    case .anything: return Array(text.startIndex...text.endIndex)
    case .pid: return longest(text) { $0.isWholeNumber }
    case .number: return prefixes(text, ofNumber: true).filter { isNumber(text[..<$0]) }
    case .size:
      return prefixes(text, ofNumber: true).filter { parseSize(String(text[..<$0])) != nil }
    case .time: return prefixes(text, ofNumber: true).filter { isNumber(text[..<$0]) }
    case .duration(let least, let most):
      return prefixes(text, ofNumber: false).filter { end in
        guard let duration = parseDuration(String(text[..<end])),
          text[text.index(before: end)].isLetter
        else { return false }
        return duration >= least ?? .zero && most.map { duration <= $0 } ?? true
      }
    case .value(let path):
      guard let wanted = value(path).map({ Array($0) }), text.starts(with: wanted) else {
        return []
      }
      return [text.startIndex + wanted.count]
    }
  }

  private func longest(
    _ text: ArraySlice<Character>, _ fits: (Character) -> Bool
  ) -> [Int] {
    let end = text.firstIndex { !fits($0) } ?? text.endIndex
    return end == text.startIndex ? [] : [end]
  }

  /// All prefixes of the run of characters that numbers, sizes and durations are made of.
  private func prefixes(_ text: ArraySlice<Character>, ofNumber isNumber: Bool) -> [Int] {
    let end =
      text.firstIndex { character in
        let isPart = character.isASCII && (character.isWholeNumber || character == ".")
        let isUnit = isNumber ? "KMGT+-".contains(character) : "nuµmsh".contains(character)
        return !isPart && !isUnit
      } ?? text.endIndex
    return end == text.startIndex ? [] : Array((text.startIndex + 1)...end).reversed()
  }

  private func isNumber(_ text: ArraySlice<Character>) -> Bool {
    Double(String(text)) != nil
  }
}
