import Interpreter
import Language

/// One thing that is expected of the record of a line.
package struct Expectation {
  /// What it says.
  enum Kind {
    /// This line.
    case line(LineTemplate)
    /// One line, the whole of which the expression matches.
    case regex(CompiledRegex)
    /// Any lines, as few as possible.
    case anyLines
    /// This line must not occur.
    case forbidden(LineTemplate)
    /// These lines in any interleaving, each process's own in order.
    case anyOrder([Expectation])
  }

  let kind: Kind
  /// `|?`: this line, or nothing.
  var isOptional = false
  /// As it stands in the file, mark included; of a block only its first line.
  let text: String
  /// Which of the lines behind the bar it takes: one, or with a block all up to its `|}`.
  let places: ClosedRange<Int>

  var isForbidden: Bool {
    if case .forbidden = kind { true } else { false }
  }

  var isAnyLines: Bool {
    if case .anyLines = kind { true } else { false }
  }

  /// The lines of a block; nil for all else.
  var block: [Expectation]? {
    if case .anyOrder(let lines) = kind { lines } else { nil }
  }

  /// Inside an any-order block: what says whose line it is.
  var tag: Tag? {
    switch kind {
    case .line(let template): Tag(template.literalPrefix)
    case .regex(let regex): Tag(regex.source.replacing("\\.", with: ".", maxReplacements: 1))
    case .anyLines, .forbidden, .anyOrder: nil
    }
  }

  /// The one line that it wants, or forbids, where it is plain text.
  var literal: [UInt8]? {
    switch kind {
    case .line(let template), .forbidden(let template): template.literal
    case .regex, .anyLines, .anyOrder: nil
    }
  }

  /// Whether a duration in it must be of some length.
  var hasBounds: Bool {
    if case .line(let template) = kind { template.hasBounds } else { false }
  }

  /// The values of the session that it names.
  var valuePaths: [String] {
    switch kind {
    case .line(let template), .forbidden(let template): template.valuePaths
    case .regex, .anyLines, .anyOrder: []
    }
  }
}
