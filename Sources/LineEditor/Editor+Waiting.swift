extension Editor {
  /// The next character for libedit; it asks after it drew the line. `nil` makes it give up.
  ///
  /// This is the one place where a read waits.
  func nextCharacter() -> Int32? {
    if !prefill.isEmpty {
      let rows = rowsAboveCursor
      libedit.insert(prefill)
      (given, untyped) = (prefill, [prefill])
      trail = UndoTrail(libedit.state)
      prefill = ""
      redraw(rowsAbove: rows)
    }
    while ending == nil {
      if !passing.isEmpty { return passing.removeFirst() }
      if let event = decoder.next() {
        if let character = character(for: event) { return character }
      } else if decoder.isPartial {
        // What belongs to a sequence comes at once; a person's next key does not.
        if terminal.isReadable(within: 30) {
          receive()
        } else if let event = decoder.giveUp(), let character = character(for: event) {
          return character
        }
      } else {
        // While keys come faster than they are drawn, only the last state is worth painting.
        if !terminal.isReadable(within: 0) {
          paint()
          frame.send()
        }
        handle(host.wait())
      }
    }
    eraseExtras()
    return nil
  }

  private func receive() {
    // Keys after the one that ends the line may be meant for a program the line starts.
    guard let bytes = terminal.read(limit: decoder.isPasting ? 4096 : 1) else {
      ending = .end
      return
    }
    decoder.feed(bytes)
  }

  private func handle(_ wake: Wake) {
    switch wake {
    case .input:
      if terminal.isReadable(within: 0) { receive() }
    case .interrupt:
      ending = .interrupted
    case .end:
      ending = .end
    case .resized:
      terminal.measure()
      libedit.resize()
      redraw()
    case .notices(let lines):
      redraw(above: lines)
    case .suspend:
      eraseExtras()
      moveToEnd()
      frame.put("\r\n")
      restoreTerminal()
      host.suspend()
      prepareTerminal()
      redrawAnew()
    case .continued:
      restoreTerminal()
      prepareTerminal()
      frame.put(Painter.clearDown)
      redrawAnew()
    }
  }

  /// Draws the line below what others have written, in a window that may have another size.
  private func redrawAnew() {
    terminal.measure()
    libedit.resize()
    redraw(onFreshRow: true)
  }

  /// What libedit gets for an event, `nil` if it is dealt with here.
  private func character(for event: KeyDecoder.Event) -> Int32? {
    if search != nil, !continueSearch(with: event) { return nil }
    listing = nil
    noteLine()
    if case .character(let scalar) = event, replacesGiven(scalar) { show(("", 0)) }
    switch event {
    case .paste(let text):
      paste(text)
      return nil
    case .unknown(let sequence):
      // Bound in ~/.editrc, or else a key that means nothing here.
      let keys = String(decoding: sequence, as: UTF8.self)
      guard !keys.contains("^"), !libedit.binding(of: "\u{1b}" + keys).contains("Unbound") else {
        return nil
      }
      passing = sequence.map(Int32.init)
      leave(isEnter: false)
      return 0x1b
    case .key(let key):
      leave(isEnter: false)
      return key.character
    case .character("\u{1b}") where lineOfNextKey != nil:
      let line = lineOfNextKey ?? ""
      _ = decoder.next()
      show((line, line.unicodeScalars.count))
      leave(isEnter: true)
      return Int32(UInt8(ascii: "\n"))
    case .character(let scalar):
      leave(isEnter: scalar == "\r" || scalar == "\n")
      painting.mustRedraw = scalar.value >= 0x300 && scalar.screenWidth == 0
      return Int32(bitPattern: scalar.value)
    }
  }

  /// Takes notice of what became of the line since the key before.
  private func noteLine() {
    let state = libedit.state
    let text = Libedit.string(state.text)
    if !untyped.contains(text) { (given, untyped) = (nil, []) }
    if walk?.shown == text { walk?.note(cursor: state.cursor) }
    trail.note(state)
  }

  /// Whether a key is meant for an empty line, in place of a text that was only given.
  private func replacesGiven(_ key: Unicode.Scalar) -> Bool {
    guard let given, trail.latest.cursor == trail.latest.text.count,
      given == Libedit.string(trail.latest.text)
    else { return false }
    return key == "\u{4}" || host.replacesGiven(Character(key))
  }

  /// What the key stands for that was pressed with Alt.
  private var lineOfNextKey: String? { decoder.keyAfterEscape.flatMap(host.lineOfKey) }

  /// Gives the screen back to libedit as it left it, but for the colours.
  private func leave(isEnter: Bool) {
    eraseExtras()
    // The line stays on the screen as it is now.
    if isEnter, painting.isStale { paintColours() }
    painting.isStale = true
  }

  // MARK: Ctrl-R

  func beginSearch() -> Libedit.Effect {
    let line = libedit.line
    let original = (text: Libedit.string(line.text), cursor: line.cursor)
    search = HistorySearch(entries: history.entries, original: original)
    return .nothing
  }

  /// Whether an event ends the search and is to be dealt with as any other.
  private func continueSearch(with event: KeyDecoder.Event) -> Bool {
    guard var search, case .character(let key) = event else {
      self.search = nil
      return true
    }
    switch key {
    case "\u{12}":
      search.again()
    case "\u{7f}", "\u{8}":
      search.removeLast()
    case "\u{1b}":
      eraseExtras()
      self.search = nil
      return false
    case "\u{7}":
      self.search = nil
      show(search.original)
      return false
    case _ where key.value < 0x20:
      self.search = nil
      return true
    default:
      search.add(key)
    }
    self.search = search
    if search.found.text != search.original.text { untyped.insert(search.found.text) }
    show(search.found)
    return false
  }

  private func show(_ line: (text: String, cursor: Int)) {
    let rows = rowsAboveCursor
    libedit.replaceLine(line.text, cursor: line.cursor)
    redraw(rowsAbove: rows)
  }

  // MARK: Pasting

  /// Puts a pasted text into the line; with a newline at its end it is submitted as well.
  private func paste(_ text: String) {
    let rows = rowsAboveCursor
    let submits = text.hasSuffix("\n")
    libedit.insert(submits ? String(text.dropLast()) : text)
    walk = nil
    guard submits || geometry.end.row >= terminal.rows else {
      redraw(rowsAbove: rows)
      return
    }
    // libedit draws no line that is taller than the screen, so what is done with is shown here.
    var lines = Libedit.string(libedit.line.text)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let last = submits ? "" : lines.removeLast()
    frame.put(eraseBlock(rowsAbove: rows))
    let first = accepted.count
    for line in lines {
      accepted.append(AcceptedLine(prompt: prompt, text: line))
      prompt = Prompt(host.continuationPrompt(), usesColour: host.usesColour())
    }
    frame.put(drawing(ofAcceptedFrom: first))
    libedit.replaceLine(last)
    trail = UndoTrail(libedit.state)
    if submits { ending = .submitted } else { libedit.redraw() }
  }
}
