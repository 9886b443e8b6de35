package import Language
package import ProcessEngine

/// What an attribute, a handle or a loop variable is worth at one moment.
package enum Value: Hashable, Sendable {
  /// Not known, or not yet.
  case none
  /// True or False.
  case boolean(Bool)
  /// A number that is the same each time: an exit code, a count.
  case integer(Int64)
  /// Text, as bytes.
  case text([UInt8])
  /// A process number.
  case pid(Int32)
  /// A measured duration.
  case duration(Duration)
  /// A measured size in bytes.
  case size(UInt64)
  /// A signal.
  case signal(Signal)
  /// Of a set: one for each member.
  case list([Value])

  /// Text.
  package static func text(_ text: String) -> Value {
    .text(Array(text.utf8))
  }

  /// How it reads, as bytes that are not escaped yet.
  package var bytes: [UInt8] {
    switch self {
    case .none: Array("None".utf8)
    case .boolean(let value): Array((value ? "True" : "False").utf8)
    case .integer(let value): Array("\(value)".utf8)
    case .text(let bytes): bytes
    case .pid(let pid): Array("\(pid)".utf8)
    case .duration(let duration): Array(describe(duration).utf8)
    case .size(let bytes): Array(describe(bytes: bytes).utf8)
    case .signal(let signal): Array("SIG\(signal.shortName)".utf8)
    case .list(let values): Array(values.map(\.bytes).joined(separator: [UInt8(ascii: " ")]))
    }
  }

  /// How it reads, ready to be shown.
  package var display: String { escapedForDisplay(bytes) }

  /// What kind of part of a record it is.
  package var kind: RecordLine.Kind {
    switch self {
    case .none, .boolean, .integer, .text, .signal, .list: .text
    case .pid: .pid
    case .duration: .duration
    case .size: .size
    }
  }

  /// Whether Python would put it on the right side of a column.
  package var isNumber: Bool {
    switch self {
    case .integer, .pid, .duration, .size: true
    case .none, .boolean, .text, .signal, .list: false
    }
  }

  /// Laid out by a format specification: a duration's precision is its seconds' digits.
  package func formatted(_ format: FormatSpecification, isNumber: Bool? = nil) -> String {
    let isNumber = isNumber ?? self.isNumber
    switch self {
    case .none:
      // It is no text to be cut.
      var whole = format
      whole.precision = nil
      return whole.apply(to: display, isNumber: isNumber, isFigure: false)
    case .duration(let duration):
      guard let precision = format.precision else { break }
      let text = decimal(Double(duration.wholeNanoseconds) / 1e9, places: precision)
      return format.apply(to: text, isNumber: isNumber)
    default: break
    }
    return format.apply(to: display, isNumber: isNumber)
  }
}
