/// Reads a source item by item: logical lines, expectations, and what lies between.
///
/// Something malformed takes its whole logical line, with the block or the text that it stands in, so
/// that nothing of that runs; only where the end of those can't be seen it takes one line. The reader
/// goes on behind it, so that a session file may expect the error.
public struct SourceReader {
  /// The source.
  public let source: Source
  /// Where the next item begins.
  public private(set) var offset: Int

  /// The verbs whose head is followed by a block.
  private static let blockVerbs: Set<String> = ["for", "repeat"]
  /// How many blocks may stand in each other: more than anyone writes, less than the stack bears.
  private static let maximumDepth = 64

  /// Reads a source from an offset on.
  public init(_ source: Source, from offset: Int = 0) {
    self.source = source
    self.offset = offset
  }

  /// The next item, or nil at the end.
  public mutating func next() -> SourceItem? {
    guard offset < source.bytes.count else { return nil }
    let start = offset
    let text = max(start, source.textStart)
    if let bar = expectationBar(at: text) {
      let end = source.lineEnd(at: start)
      offset = min(end + 1, source.bytes.count)
      let last = end > bar && source.bytes[end - 1] == .carriageReturn ? end - 1 : end
      return SourceItem(.expectation(Span(bar, last)), span: Span(start, end))
    }
    var lexer = Lexer(source, at: text)
    do {
      let statements = try logicalLine(&lexer)
      offset = lexer.offset
      let span = Span(start, endOfText(before: offset, from: start))
      if let fault = lexer.fault { return SourceItem(.malformed(fault), span: span) }
      return SourceItem(
        statements.isEmpty ? .blank : .statements(statements), span: span,
        isPartial: lexer.endsContinued)
    } catch  where error.isPartial {
      let end = source.lineEnd(at: start)
      offset = min(end + 1, source.bytes.count)
      var first = lexer.fault ?? error
      first.isPartial = true
      return SourceItem(.malformed(first), span: Span(start, end))
    } catch {
      // Nothing behind it stands by itself.
      offset = source.bytes.count
      return SourceItem(
        .malformed(error), span: Span(start, endOfText(before: offset, from: start)))
    }
  }

  /// The offset before the newline that ended the item.
  private func endOfText(before offset: Int, from start: Int) -> Int {
    offset > start && source.bytes[offset - 1] == .newline ? offset - 1 : offset
  }

  private func expectationBar(at start: Int) -> Int? {
    var index = start
    while index < source.bytes.count, source.bytes[index] == .space || source.bytes[index] == .tab {
      index += 1
    }
    return index < source.bytes.count && source.bytes[index] == .bar ? index : nil
  }

  private func logicalLine(_ lexer: inout Lexer) throws(Diagnostic) -> [Statement] {
    var statements: [Statement] = []
    while true {
      switch try statement(&lexer, depth: 0) {
      case .statement(let statement, let ending):
        statements.append(statement)
        if ending == .line { return statements }
      case .nothing(.line): return statements
      case .nothing: continue
      }
    }
  }

  /// What ended a statement.
  private enum Ending {
    case semicolon, line, block
  }

  private enum Parsed {
    case statement(Statement, Ending)
    case nothing(Ending)
  }

  /// The next statement, inside of as many blocks as the depth says.
  private func statement(_ lexer: inout Lexer, depth: Int) throws(Diagnostic) -> Parsed {
    var words: [Word] = []
    var block: Block?
    var tail: [Word] = []
    while true {
      let ending: Ending
      switch try lexer.next() {
      case .semicolon: ending = .semicolon
      case .endOfLine, .endOfSource: ending = .line
      case .word(let word):
        if depth > 0, word.bareText == "}" {
          ending = .block
        } else if block == nil, word.bareText == "{", opensBlock(words) {
          block = try self.block(&lexer, opening: word.span, depth: depth + 1)
          continue
        } else {
          if block == nil { words.append(word) } else { tail.append(word) }
          continue
        }
      }
      guard let first = words.first else { return .nothing(ending) }
      let end = tail.last?.span ?? block?.span ?? words[words.count - 1].span
      let statement = Statement(
        words: words, block: block, tail: tail, span: first.span.joined(to: end))
      return .statement(statement, ending)
    }
  }

  private func opensBlock(_ words: [Word]) -> Bool {
    guard words.count > 1, let verb = words.first?.bareText else { return false }
    return SourceReader.blockVerbs.contains(verb)
  }

  private func block(
    _ lexer: inout Lexer, opening: Span, depth: Int
  ) throws(Diagnostic) -> Block {
    guard depth <= SourceReader.maximumDepth else {
      let message = "blocks can't stand in each other deeper than \(SourceReader.maximumDepth)"
      return try skipBlock(&lexer, Diagnostic(message, at: opening))
    }
    var statements: [Statement] = []
    while true {
      refuseExpectation(&lexer)
      let before = lexer.offset
      switch try statement(&lexer, depth: depth) {
      case .statement(let statement, let ending):
        statements.append(statement)
        if ending == .block {
          return Block(statements: statements, span: Span(opening.start, lexer.offset))
        }
      case .nothing(.block):
        return Block(statements: statements, span: Span(opening.start, lexer.offset))
      case .nothing: break
      }
      if lexer.offset >= source.bytes.count || lexer.offset == before {
        var diagnostic = Diagnostic(
          "this block is not closed", at: opening, hint: "close it with a '}' of its own")
        diagnostic.isPartial = true
        throw diagnostic
      }
    }
  }

  /// Goes past a block that is not read, whatever stands in it.
  private func skipBlock(
    _ lexer: inout Lexer, _ complaint: Diagnostic
  ) throws(Diagnostic) -> Block {
    lexer.note(complaint)
    var depth = 1
    while depth > 0 {
      switch try lexer.next() {
      case .word(let word) where word.bareText == "{": depth += 1
      case .word(let word) where word.bareText == "}": depth -= 1
      case .endOfSource: throw complaint
      default: break
      }
    }
    return Block(statements: [], span: complaint.span ?? Span(lexer.offset, lexer.offset))
  }

  /// An expectation stands behind a whole block, never inside one.
  private func refuseExpectation(_ lexer: inout Lexer) {
    guard lexer.offset > 0, source.bytes[lexer.offset - 1] == .newline,
      let bar = expectationBar(at: lexer.offset)
    else { return }
    let end = source.lineEnd(at: bar)
    lexer.note(
      Diagnostic(
        "an expectation can't stand inside a block", at: Span(bar, end),
        hint: "put it behind the closing '}'"))
    lexer.offset = end
  }
}
