import Language

/// A file as its physical lines, each with what ends it, so that nothing of it is lost.
struct FileLines: Equatable {
  /// A line.
  struct Line: Equatable {
    var content: [UInt8]
    /// `\n`, `\r\n`, or nothing at the end of a file that has no final newline.
    var terminator: [UInt8]
  }

  /// What became of a line of the file.
  enum Change: Equatable {
    case kept(Line)
    case removed(Line)
    case added(Line)

    /// The line that stands there afterwards.
    var after: Line? {
      switch self {
      case .kept(let line), .added(let line): line
      case .removed: nil
      }
    }
  }

  let lines: [Line]

  init(_ bytes: [UInt8]) {
    var lines: [Line] = []
    var start = 0
    while start < bytes.count {
      let newline = bytes[start...].firstIndex(of: UInt8(ascii: "\n"))
      let end = newline ?? bytes.count
      let isCRLF = newline != nil && end > start && bytes[end - 1] == UInt8(ascii: "\r")
      let contentEnd = isCRLF ? end - 1 : end
      let next = newline.map { $0 + 1 } ?? end
      lines.append(
        Line(content: Array(bytes[start..<contentEnd]), terminator: Array(bytes[contentEnd..<next]))
      )
      start = next
    }
    self.lines = lines
  }

  /// What ends most lines: what ends the first.
  private var newline: [UInt8] {
    guard let first = lines.first?.terminator, !first.isEmpty else { return [UInt8(ascii: "\n")] }
    return first
  }

  /// The file with lines taken away and put in: `removed` by their index, `added` behind the line
  /// of an index, each with the indentation that it is to have.
  func changed(removing removed: Set<Int>, adding added: [Int: [[UInt8]]]) -> [Change] {
    var changes: [Change] = []
    for (index, line) in lines.enumerated() {
      changes.append(removed.contains(index) ? .removed(line) : .kept(line))
      let terminator = line.terminator.isEmpty ? newline : line.terminator
      for content in added[index] ?? [] {
        changes.append(.added(Line(content: content, terminator: terminator)))
      }
    }
    return withSameEnd(changes)
  }

  /// Only the last line may lack its newline, and does where the file's last line did.
  private func withSameEnd(_ changes: [Change]) -> [Change] {
    guard lines.last?.terminator.isEmpty == true,
      let last = changes.lastIndex(where: { $0.after != nil })
    else { return changes }
    return changes.enumerated().flatMap { index, change -> [Change] in
      guard let line = change.after, line.terminator.isEmpty != (index == last) else {
        return [change]
      }
      let ended = Line(content: line.content, terminator: index == last ? [] : newline)
      if case .added = change { return [.added(ended)] }
      return [.removed(line), .added(ended)]
    }
  }
}

extension [FileLines.Change] {
  /// The file afterwards.
  var bytes: [UInt8] {
    flatMap { change in change.after.map { $0.content + $0.terminator } ?? [] }
  }
}
