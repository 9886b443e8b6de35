import Glibc

/// One line of the table.
struct Row {
  /// What a figure may be.
  enum Bound {
    case atMost(Double)
    case atLeast(Double)
    /// Told for comparison.
    case any

    func isMet(by value: Double) -> Bool {
      switch self {
      case .atMost(let limit): value <= limit
      case .atLeast(let limit): value >= limit
      case .any: true
      }
    }

    var text: String {
      switch self {
      case .atMost(let limit): "≤ \(limit)"
      case .atLeast(let limit): "≥ \(limit)"
      case .any: ""
      }
    }
  }

  let what: String
  let ours: String
  let peer: String
  let value: Double
  let bound: Bound

  var isMet: Bool { bound.isMet(by: value) }

  /// The line, in columns.
  var text: String {
    Row.columns([what, ours, peer, fixed(value, 2), bound.text, verdict])
  }

  private var verdict: String {
    if case .any = bound { return "" }
    return isMet ? "met" : "MISSED"
  }

  static let heading = columns(["what", "ours", "peer", "ratio", "bound", ""])

  private static let widths = [50, 10, 10, 8, 8, 6]

  static func columns(_ cells: [String]) -> String {
    zip(cells, widths).enumerated().map { index, column in
      let blanks = String(repeating: " ", count: max(0, column.1 - column.0.count))
      return index == 0 ? column.0 + blanks : blanks + column.0
    }.joined(separator: "  ")
  }
}

/// A number with so many decimals.
func fixed(_ value: Double, _ decimals: Int) -> String {
  guard value.isFinite else { return "?" }
  let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
  let digits = String(Int((value * scale).rounded().magnitude))
  let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  let sign = value < 0 ? "-" : ""
  return decimals == 0
    ? sign + padded : "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
}

/// A time in the unit that suits it.
func time(_ seconds: Double) -> String {
  if seconds < 1e-3 { return "\(fixed(seconds * 1e6, 1)) µs" }
  if seconds < 1 { return "\(fixed(seconds * 1e3, 2)) ms" }
  return "\(fixed(seconds, 2)) s"
}

/// A memory in KiB or MiB.
func memory(_ bytes: Double) -> String {
  bytes < 1_048_576 ? "\(fixed(bytes / 1024, 2)) KiB" : "\(fixed(bytes / 1_048_576, 1)) MiB"
}
