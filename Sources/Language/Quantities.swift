/// Reads a duration: `2s`, `300ms`, `500us`, `1m`, `1h`, `1m30s`; a bare number is seconds; nil
/// for anything else, negative ones included.
public func parseDuration(_ text: some StringProtocol) -> Duration? {
  var rest = Substring(text)
  guard !rest.isEmpty else { return nil }
  if let seconds = parseDecimal(rest) { return scaled(seconds, nanoseconds: 1_000_000_000) }
  var total = Duration.zero
  while !rest.isEmpty {
    let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let number = parseDecimal(digits) else { return nil }
    rest = rest.dropFirst(digits.count)
    let unit = rest.prefix { $0.isLetter }
    rest = rest.dropFirst(unit.count)
    guard let nanoseconds = unitNanoseconds[String(unit)],
      let part = scaled(number, nanoseconds: nanoseconds)
    else { return nil }
    total += part
  }
  return total
}

private let unitNanoseconds: [String: Double] = [
  "ns": 1, "us": 1e3, "µs": 1e3, "ms": 1e6, "s": 1e9, "m": 60e9, "h": 3600e9,
]

/// A plain decimal number: digits, perhaps a point and digits; no sign, no exponent.
private func parseDecimal(_ text: some StringProtocol) -> Double? {
  guard let first = text.first, first.isASCII, first.isNumber || first == ".", text != ".",
    text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") })
  else { return nil }
  return Double(String(text))
}

private func scaled(_ number: Double, nanoseconds: Double) -> Duration? {
  let total = number * nanoseconds
  // A century is beyond every wait, and well within 64 bits of nanoseconds.
  guard total.isFinite, total <= 3.2e18 else { return nil }
  return .nanoseconds(Int64(total.rounded()))
}

/// Reads a size in bytes: `200M`, `8K`, `1.5G`, `4096`; steps are of 1,024; nil for anything else.
public func parseSize(_ text: some StringProtocol) -> UInt64? {
  var digits = Substring(text)
  var factor = 1.0
  if let last = digits.last, let step = ["K", "M", "G", "T"].firstIndex(of: last.uppercased()) {
    digits = digits.dropLast()
    for _ in 0...step { factor *= 1024 }
  }
  guard let number = parseDecimal(digits) else { return nil }
  // A plain number may have more digits than a Double holds.
  if factor == 1, let exact = UInt64(digits) { return exact }
  let total = (number * factor).rounded()
  return total < 1.8e19 ? UInt64(total) : nil
}

/// A duration as a person reads it, in a form that `parseDuration` reads too: `830us`, `12.3ms`,
/// `1.02s`, `2m05s`, `1h02m`.
public func describe(_ duration: Duration) -> String {
  let (whole, attoseconds) = duration.components
  let seconds = Double(whole) + Double(attoseconds) / 1e18
  switch seconds {
  case ..<0.000_999_5: return "\(Int((seconds * 1e6).rounded()))us"
  case ..<0.999_5: return significant(seconds * 1e3) + "ms"
  case ..<99.95: return significant(seconds, atLeast: seconds < 9.995 ? 2 : 1) + "s"
  case ..<3599.5:
    let total = Int(seconds.rounded())
    return "\(total / 60)m\(twoDigits(total % 60))s"
  default:
    let minutes = Int((seconds / 60).rounded())
    return "\(minutes / 60)h\(twoDigits(minutes % 60))m"
  }
}

/// A size as a person reads it, in a form that `parseSize` reads too: `512`, `8K`, `1.5M`.
public func describe(bytes: UInt64) -> String {
  if bytes < 1024 { return "\(bytes)" }
  var value = Double(bytes) / 1024
  var unit = "K"
  for next in ["M", "G", "T"] where value >= 1023.5 {
    value /= 1024
    unit = next
  }
  let text = value < 9.95 ? decimal(value, places: 1) : "\(Int(value.rounded()))"
  return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + unit
}

/// Three significant digits of a number below a thousand.
private func significant(_ value: Double, atLeast places: Int = 0) -> String {
  switch value {
  case ..<9.995: decimal(value, places: max(2, places))
  case ..<99.95: decimal(value, places: max(1, places))
  default: decimal(value, places: places)
  }
}

/// A number with that many digits after the point.
public func decimal(_ value: Double, places: Int) -> String {
  var scale = 1.0
  for _ in 0..<places { scale *= 10 }
  let scaled = Int64((abs(value) * scale).rounded())
  let sign = value < 0 && scaled != 0 ? "-" : ""
  guard places > 0 else { return "\(sign)\(scaled)" }
  let digits = String(scaled)
  let all = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
  return "\(sign)\(all.dropLast(places)).\(all.suffix(places))"
}

private func twoDigits(_ number: Int) -> String {
  number < 10 ? "0\(number)" : "\(number)"
}
