import Interpreter
import Language

/// Puts other expectations behind lines of a file, and leaves every other byte as it is.
struct ExpectationEdit {
  private let lineTable: LineTable
  private let file: FileLines
  private var removed: Set<Int> = []
  private var added: [Int: [[UInt8]]] = [:]

  init(_ file: SessionFile) {
    lineTable = file.lineTable
    self.file = FileLines(file.source.bytes)
  }

  /// The whole file, line by line, with what becomes of it.
  var changes: [FileLines.Change] { file.changed(removing: removed, adding: added) }

  /// Puts lines behind a step in place of those that stand there; whether anything changes.
  mutating func replace(_ step: SessionFile.Step, by lines: [Blessing.Line]) -> Bool {
    // The file's first line has the number 1.
    let rows = step.expectationSpans.map { lineTable.line(at: $0.start) - 1 }
    var before = lineTable.line(at: step.line.span.end) - 1
    // What was taken away and not yet replaced, in the order of the file.
    var next = 0
    var pending: [String] = []
    var hasChanged = false
    func settle(upTo end: Int, _ edit: inout ExpectationEdit) {
      let gone = rows[next..<end]
      if gone.map(edit.expectation(_:)) == pending {
        before = gone.last ?? before
      } else {
        hasChanged = true
        edit.removed.formUnion(gone)
        let anchor = gone.first ?? before
        let indentation = edit.indentation(of: gone.first ?? rows.first ?? before)
        edit.added[anchor, default: []] += pending.map { indentation + Array($0.utf8) }
      }
      pending = []
      next = end
    }
    for line in lines {
      switch line {
      case .new(let text): pending.append(text)
      case .kept(let place):
        guard place >= next, place < rows.count else { continue }
        settle(upTo: place, &self)
        before = rows[place]
        next = place + 1
      }
    }
    settle(upTo: rows.count, &self)
    return hasChanged
  }

  /// The expectation on a line, from its bar on.
  private func expectation(_ row: Int) -> String {
    let content = file.lines[row].content
    return String(decoding: content.dropFirst(indentation(of: row).count), as: UTF8.self)
  }

  private func indentation(of row: Int) -> [UInt8] {
    Array(file.lines[row].content.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") })
  }
}
