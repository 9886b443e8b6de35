/// A session file with one of its expectations changed, so that it must no longer hold.
struct Mutant {
  /// What was changed.
  enum Kind: String {
    case letter, order, removed, added
  }

  let kind: Kind
  /// The line that was changed, counted from 1.
  let line: Int
  /// What it was.
  let what: String
  /// The whole file.
  let text: String

  /// All mutants of a file that can't mean the same as the file: lines that may or may not come
  /// (`|?`), must not come (`|!`) or let others pass (`|...`) are left out, and so is what such a
  /// line would cover.
  static func all(of text: String) -> [Mutant] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var mutants: [Mutant] = []
    func add(_ kind: Kind, _ index: Int, _ changed: [String]) {
      mutants.append(
        Mutant(
          kind: kind, line: index + 1, what: lines[index], text: changed.joined(separator: "\n")))
    }
    for (index, line) in lines.enumerated() {
      guard let (indentation, body) = expectation(line) else { continue }
      let step = self.step(around: index, lines)
      let letsPass = step.contains { lines[$0].hasMark("...") || lines[$0].hasMark("?") }
      let block = self.block(around: index, lines)
      if let other = withOtherLetter(body) {
        add(.letter, index, lines.replacing(index, by: [indentation + other]))
      }
      if !letsPass { add(.removed, index, lines.replacing(index, by: [])) }
      let tag = block.map { _ in body.dropFirst(2).prefix { $0 != ":" } + ": " } ?? ""
      if !step.contains(where: { lines[$0].hasMark("...") }) {
        add(.added, index, lines.replacing(index, by: [line, "\(indentation)| \(tag)mutant"]))
      }
      if index + 1 < lines.count, step.contains(index + 1),
        let next = expectation(lines[index + 1])?.1, differ(body, next),
        block == nil || tagOf(body) == tagOf(next)
      {
        var swapped = lines
        swapped.swapAt(index, index + 1)
        add(.order, index, swapped)
      }
    }
    return mutants
  }

  /// A line that wants one line of the record: its indentation, and the rest from the bar on.
  private static func expectation(_ line: String) -> (String, String)? {
    let indentation = line.prefix { $0 == " " }
    let body = line.dropFirst(indentation.count)
    guard body == "|" || body.hasPrefix("| ") || body.hasPrefix("|~ ") else { return nil }
    return (String(indentation), String(body))
  }

  /// The same with one letter of its literal text changed; nil where it has none.
  private static func withOtherLetter(_ body: String) -> String? {
    if body.hasPrefix("|~ ") { return body + "X" }
    var characters = Array(body)
    var depth = 0
    for (index, character) in characters.enumerated().dropFirst(2) {
      if character == "{" { depth += 1 }
      if character == "}" { depth = max(0, depth - 1) }
      guard depth == 0, character.isLetter || character.isNumber, characters[index - 1] != "\\"
      else {
        continue
      }
      characters[index] = character == "Q" ? "R" : "Q"
      return String(characters)
    }
    return nil
  }

  /// Whether two lines want different things, whatever comes: by their literal beginnings.
  private static func differ(_ one: String, _ other: String) -> Bool {
    guard one.hasPrefix("| "), other.hasPrefix("| ") else { return false }
    let (left, right) = (one.dropFirst(2), other.dropFirst(2))
    let ends = [left.firstIndex(of: "{"), right.firstIndex(of: "{")]
    let heads = [ends[0].map { left[..<$0] } ?? left, ends[1].map { right[..<$0] } ?? right]
    if ends[0] == nil, ends[1] == nil { return left != right }
    return !heads[0].hasPrefix(heads[1]) && !heads[1].hasPrefix(heads[0])
  }

  /// The lines behind bars that belong to the same statement.
  private static func step(around index: Int, _ lines: [String]) -> Range<Int> {
    func isBar(_ line: String) -> Bool { line.drop { $0 == " " }.hasPrefix("|") }
    var (start, end) = (index, index + 1)
    while start > 0, isBar(lines[start - 1]) { start -= 1 }
    while end < lines.count, isBar(lines[end]) { end += 1 }
    return start..<end
  }

  /// The block that a line stands in; nil outside of one.
  private static func block(around index: Int, _ lines: [String]) -> Int? {
    var place = index
    while place >= 0, lines[place].drop(while: { $0 == " " }).hasPrefix("|") {
      if lines[place].hasMark("}") { return nil }
      if lines[place].hasMark("{") { return place }
      place -= 1
    }
    return nil
  }

  private static func tagOf(_ body: String) -> Substring {
    let tag = body.dropFirst(2).prefix { $0 != ":" }
    return tag.hasSuffix(" err") ? tag.dropLast(4) : tag
  }
}

extension String {
  fileprivate func hasMark(_ mark: String) -> Bool {
    drop { $0 == " " }.hasPrefix("|\(mark)")
  }
}

extension [String] {
  fileprivate func replacing(_ index: Int, by lines: [String]) -> [String] {
    Array(self[..<index]) + lines + self[(index + 1)...]
  }
}
