import Interpreter
import Language

/// Changes of a file as patch(1) reads them.
struct UnifiedDiff {
  private static let context = 3
  private let path: FileName
  private let changes: [FileLines.Change]

  init(_ path: FileName, _ changes: [FileLines.Change]) {
    self.path = path
    self.changes = changes
  }

  /// The whole of it, line by line.
  var lines: [String] {
    let changed = changes.indices.filter { !isKept($0) }
    guard !changed.isEmpty else { return [] }
    var hunks: [Range<Int>] = []
    for index in changed {
      let start = max(0, index - UnifiedDiff.context)
      let end = min(changes.count, index + UnifiedDiff.context + 1)
      if let last = hunks.last, start <= last.upperBound {
        hunks[hunks.count - 1] = last.lowerBound..<end
      } else {
        hunks.append(start..<end)
      }
    }
    return ["--- \(name)", "+++ \(name)"] + hunks.flatMap(hunk)
  }

  /// The name as patch(1) reads it: as C would write it where it could not stand there as it is, and
  /// with a tab behind it where it has a blank, which else would end it.
  private var name: String {
    let isPlain = path.text == path.shown && !path.bytes.contains { "\"\\".utf8.contains($0) }
    guard isPlain else { return "\"\(path.bytes.map(quoted).joined())\"" }
    return path.shown + (path.bytes.contains(UInt8(ascii: " ")) ? "\t" : "")
  }

  /// A byte within quotes.
  private func quoted(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return "\\\(Character(Unicode.Scalar(byte)))"
    case 0x20...0x7E: return String(Character(Unicode.Scalar(byte)))
    default:
      let digits = String(byte, radix: 8)
      return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }
  }

  private func isKept(_ index: Int) -> Bool {
    if case .kept = changes[index] { true } else { false }
  }

  private func hunk(_ range: Range<Int>) -> [String] {
    var lines: [String] = []
    for change in changes[range] {
      let (mark, line) =
        switch change {
        case .kept(let line): (" ", line)
        case .removed(let line): ("-", line)
        case .added(let line): ("+", line)
        }
      lines.append(mark + shown(line))
      if line.terminator.isEmpty { lines.append("\\ No newline at end of file") }
    }
    let before = place(range) { if case .added = $0 { false } else { true } }
    let after = place(range) { if case .removed = $0 { false } else { true } }
    return ["@@ -\(before) +\(after) @@"] + lines
  }

  /// `START,COUNT` on one side.
  private func place(_ range: Range<Int>, _ isThere: (FileLines.Change) -> Bool) -> String {
    let before = changes[..<range.lowerBound].count(where: isThere)
    let count = changes[range].count(where: isThere)
    return "\(count == 0 ? before : before + 1),\(count)"
  }

  /// The line as it is, so that a patch fits; only what could drive a terminal is escaped.
  private func shown(_ line: FileLines.Line) -> String {
    let carriageReturn = line.terminator.count == 2 ? "\r" : ""
    let isPlain = line.content.allSatisfy { $0 == UInt8(ascii: "\t") || ($0 >= 0x20 && $0 != 0x7F) }
    guard isPlain, let text = String(validating: line.content, as: UTF8.self) else {
      return escapedForDisplay(line.content) + carriageReturn
    }
    return text + carriageReturn
  }
}
