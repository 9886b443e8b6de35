import Language
import ProcessEngine

extension Value {
  /// The value as JSON: durations in seconds, sizes in bytes, text with what is no UTF-8 escaped.
  var json: JSON {
    switch self {
    case .none: JSON("null")
    case .boolean(let value): JSON(value ? "true" : "false")
    case .integer(let value): JSON("\(value)")
    case .text(let bytes): JSON(string: String(decoding: bytes, as: UTF8.self))
    case .pid(let pid): JSON("\(pid)", .pid)
    case .duration(let duration):
      JSON(decimal(Double(duration.wholeNanoseconds) / 1e9, places: 6), .duration)
    case .size(let bytes): JSON("\(bytes)", .size)
    case .signal(let signal): JSON(string: "SIG\(signal.shortName)")
    case .list(let values): JSON(array: values.map(\.json))
    }
  }
}

/// A text as a JSON string (RFC 8259), with everything below U+0020 escaped, and DEL and C1, which
/// would reach the terminal, too.
package func jsonString(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\t": result += "\\t"
    case "\r": result += "\\r"
    case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

/// One object on one line, its members in the order given.
package func jsonObject(_ members: [(String, String)]) -> String {
  "{" + members.map { "\(jsonString($0)): \($1)" }.joined(separator: ", ") + "}"
}
