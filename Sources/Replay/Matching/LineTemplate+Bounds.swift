import Interpreter
import Language

/// Why a line is not what is said, where it is but for the bounds of a duration.
extension LineTemplate {
  /// Whether a duration in it has bounds.
  var hasBounds: Bool { pieces.contains { LineTemplate.bounds(of: $0) != nil } }

  /// `1.5s is less than 2s`, or nil where anything else is wrong, or nothing.
  func outOfBounds(_ line: [UInt8], _ values: PlaceholderValues) -> String? {
    let open = pieces.map { piece -> Piece in
      LineTemplate.bounds(of: piece) == nil
        ? piece : .placeholder(.duration(atLeast: nil, atMost: nil))
    }
    guard LineTemplate(pieces: open).matches(line, values) else { return nil }
    for (index, piece) in pieces.enumerated() {
      guard let (least, most) = LineTemplate.bounds(of: piece) else { continue }
      for place in line.indices where place == 0 || !line[place - 1].isDigit {
        guard let (end, duration) = Placeholder.duration(line, place) else { continue }
        let (tooLittle, tooMuch) = (least.map { duration < $0 }, most.map { duration > $0 })
        guard tooLittle == true || tooMuch == true else { continue }
        // It is this one if the rest is as it should be around it.
        var exact = open
        exact[index] = .text(Array(line[place..<end]))
        guard LineTemplate(pieces: exact).matches(line, values) else { continue }
        let text = String(decoding: line[place..<end], as: UTF8.self)
        return tooLittle == true
          ? "\(text) is less than \(describeLimit(least ?? .zero))"
          : "\(text) is more than \(describeLimit(most ?? .zero))"
      }
    }
    return nil
  }

  private static func bounds(of piece: Piece) -> (Duration?, Duration?)? {
    guard case .placeholder(.duration(let least, let most)) = piece, least != nil || most != nil
    else { return nil }
    return (least, most)
  }
}
