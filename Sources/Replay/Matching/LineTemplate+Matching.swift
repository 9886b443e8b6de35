import Glibc

extension LineTemplate {
  /// Whether a line is what it says.
  func matches(_ line: [UInt8], _ values: PlaceholderValues) -> Bool {
    if pieces.isEmpty { return line.isEmpty }
    // Most lines are told apart by how they begin.
    if case .text(let text) = pieces[0], !line.has(text, at: 0) { return false }
    if pieces.count == 1, case .text(let text) = pieces[0] { return text.count == line.count }
    var reach = Reach(0)
    for piece in pieces {
      reach = LineTemplate.advance(reach, over: piece, in: line, values)
      if reach.isEmpty { return false }
    }
    return reach.contains(line.count)
  }

  private static func advance(
    _ reach: Reach, over piece: Piece, in line: [UInt8], _ values: PlaceholderValues
  ) -> Reach {
    switch piece {
    case .placeholder(.anything): return reach.extended
    case .placeholder(let placeholder):
      var next: [Int] = []
      reach.forEach(upTo: line.count) { place in
        placeholder.ends(in: line, from: place, values)?.forEach(upTo: line.count) {
          next.append($0)
        }
      }
      return Reach(next)
    case .text(let text):
      var next: [Int] = []
      reach.forEach(upTo: line.count - text.count) { place in
        if line.has(text, at: place) { next.append(place + text.count) }
      }
      return Reach(next)
    case .blanks(let mayBeNone):
      var next: [Int] = []
      var (start, end) = (0, 0)
      reach.forEach(upTo: line.count) { place in
        if mayBeNone { next.append(place) }
        // Places within one run of blanks share its end.
        if place >= end || place < start {
          (start, end) = (place, place)
          while end < line.count, line[end] == .blank { end += 1 }
        }
        if end > place { next.append(end) }
      }
      return Reach(next)
    }
  }
}

extension [UInt8] {
  /// Whether a text stands at a place.
  fileprivate func has(_ text: [UInt8], at place: Int) -> Bool {
    guard count - place >= text.count, self[place] == text[0] else { return false }
    return self[place...].withUnsafeBytes { line in
      text.withUnsafeBytes { text in
        guard let line = line.baseAddress, let start = text.baseAddress else { return false }
        return memcmp(line, start, text.count) == 0
      }
    }
  }
}
