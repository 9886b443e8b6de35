import Language

extension Placeholder {
  /// Where it can end when it begins at a place of a line; all but `{*}` and `{time}` take all that
  /// they can.
  func ends(in line: [UInt8], from place: Int, _ values: PlaceholderValues) -> Reach? {
    switch self {
    case .anything: return Reach([], from: place)
    case .value(let path):
      guard let wanted = values[path], line[place...].starts(with: wanted) else { return nil }
      return Reach(place + wanted.count)
    case .pid, .number, .time, .size, .duration:
      // What begins amid the digits of a number would be another number than the one that stands
      // there.
      if place > 0, line[place - 1].isDigit { return nil }
      let number = numberEnd(in: line, from: place)
      if self == .time {
        return Reach(Placeholder.ends(ofTimeIn: line, place) + [number].compactMap { $0 })
      }
      return number.map { Reach($0) }
    }
  }

  private func numberEnd(in line: [UInt8], from place: Int) -> Int? {
    switch self {
    case .pid: return Placeholder.digits(line, place)
    case .number, .time: return Placeholder.decimal(line, Placeholder.sign(line, place))
    case .size:
      guard let end = Placeholder.decimal(line, place) else { return nil }
      return end < line.count && "KMGT".utf8.contains(line[end]) ? end + 1 : end
    case .duration(let least, let most):
      guard let (end, duration) = Placeholder.duration(line, place) else { return nil }
      let isWithin = duration >= least ?? .zero && most.map { duration <= $0 } ?? true
      return isWithin ? end : nil
    case .anything, .value: return nil
    }
  }

  private static func sign(_ line: [UInt8], _ place: Int) -> Int {
    place < line.count && "+-".utf8.contains(line[place]) ? place + 1 : place
  }

  static func digits(_ line: [UInt8], _ place: Int) -> Int? {
    var end = place
    while end < line.count, line[end].isDigit { end += 1 }
    return end > place ? end : nil
  }

  /// Digits, perhaps a point and digits.
  static func decimal(_ line: [UInt8], _ place: Int) -> Int? {
    guard let whole = digits(line, place) else { return nil }
    guard whole < line.count, line[whole] == UInt8(ascii: ".") else { return whole }
    return digits(line, whole + 1) ?? whole
  }

  /// The longest duration with a unit: `1.02s`, `2m05s`.
  static func duration(_ line: [UInt8], _ place: Int) -> (Int, Duration)? {
    guard place < line.count, line[place].isDigit else { return nil }
    var found: (Int, Duration)?
    var end = place
    while let number = decimal(line, end) {
      end = number
      while end < line.count, "nuµmsh".utf8.contains(line[end]) { end += 1 }
      guard end > number,
        let duration = parseDuration(String(decoding: line[place..<end], as: UTF8.self))
      else { break }
      found = (end, duration)
    }
    return found
  }
}

extension UInt8 {
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
