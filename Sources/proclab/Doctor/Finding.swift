/// One thing that a machine has or has not.
struct Finding {
  let name: String
  /// Why it is missing, or nil where it is there.
  let complaint: String?
  /// What a person has of it, or would have.
  let gain: String
  /// What is so without it.
  let loss: String
  /// Whether proclab can't do without it.
  let isNeeded: Bool

  var isThere: Bool { complaint == nil }

  /// Its line of the report.
  var line: String {
    let columns = name.padded(to: 13) + (isThere ? "ok" : "missing").padded(to: 9)
    guard let complaint else { return columns + gain }
    return "\(columns)\(complaint): \(loss)\(isNeeded ? " (proclab needs it)" : "")"
  }
}

extension String {
  /// The text with spaces behind it.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
