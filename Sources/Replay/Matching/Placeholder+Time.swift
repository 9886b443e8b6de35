/// How a moment reads where it is more than a number.
extension Placeholder {
  /// Where one can end that begins at a place: behind its unit, its seconds, their fraction, its
  /// zone, its date. What follows it says which.
  static func ends(ofTimeIn line: [UInt8], _ place: Int) -> [Int] {
    if let end = secondsEnd(line, place) { return [end] }
    var ends = clockEnds(line, place)
    if let end = shape("0000-00-00", line, place) {
      ends.append(end)
      if end < line.count, "T ".utf8.contains(line[end]) { ends += clockEnds(line, end + 1) }
    }
    return ends
  }

  /// `+0.012s`, as `events` counts from the beginning of the session.
  private static func secondsEnd(_ line: [UInt8], _ place: Int) -> Int? {
    guard place < line.count, line[place] == UInt8(ascii: "+"),
      let end = decimal(line, place + 1), end < line.count, line[end] == UInt8(ascii: "s")
    else { return nil }
    return end + 1
  }

  /// `12:30:10`, perhaps with a fraction and a zone.
  private static func clockEnds(_ line: [UInt8], _ place: Int) -> [Int] {
    guard let seconds = shape("00:00:00", line, place) else { return [] }
    var ends = [seconds]
    if seconds < line.count, ".,".utf8.contains(line[seconds]),
      let fraction = digits(line, seconds + 1)
    {
      ends.append(fraction)
    }
    return ends + ends.flatMap { zoneEnds(line, $0) }
  }

  /// `Z`, `+01:00`, `+0100`.
  private static func zoneEnds(_ line: [UInt8], _ place: Int) -> [Int] {
    ["Z", "+00:00", "-00:00", "+0000", "-0000"].compactMap { shape($0, line, place) }
  }

  /// The end of what is a text but for its digits, of which there are as many.
  private static func shape(_ shape: String, _ line: [UInt8], _ place: Int) -> Int? {
    let text = line[min(place, line.count)...].prefix(shape.utf8.count)
    let fits = text.elementsEqual(shape.utf8) { byte, wanted in
      wanted == UInt8(ascii: "0") ? byte.isDigit : byte == wanted
    }
    let end = text.endIndex
    return fits && (end == line.count || !line[end].isDigit) ? end : nil
  }
}
