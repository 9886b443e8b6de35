extension Editor {
  /// The functions keys can be bound to, beside libedit's own.
  enum Function {
    static let complete = "complete-word"
    static let older = "history-prefix-previous"
    static let newer = "history-prefix-next"
    static let search = "history-search-text"
    static let right = "suggestion-or-next-char"
    static let end = "suggestion-or-line-end"
    static let delete = "delete-char-right"
    static let undo = "undo-edit"
  }

  func addFunctions() {
    libedit.addFunction(Function.complete, help: "Complete the word, or list what fits") { el, _ in
      Libedit.editor(of: el).map { $0.complete() }?.rawValue ?? 0
    }
    libedit.addFunction(Function.older, help: "The entry before that begins like this") { el, _ in
      Libedit.editor(of: el).map { $0.showOlder() }?.rawValue ?? 0
    }
    libedit.addFunction(Function.newer, help: "The entry after that begins like this") { el, _ in
      Libedit.editor(of: el).map { $0.showNewer() }?.rawValue ?? 0
    }
    libedit.addFunction(Function.search, help: "Search the entries for a text") { el, _ in
      Libedit.editor(of: el).map { $0.beginSearch() }?.rawValue ?? 0
    }
    libedit.addFunction(Function.right, help: "Take the suggestion, or go right") { el, _ in
      Libedit.editor(of: el).map { $0.takeSuggestion(orMoveBy: 1) }?.rawValue ?? 0
    }
    libedit.addFunction(Function.end, help: "Take the suggestion, or go to the end") { el, _ in
      Libedit.editor(of: el).map { $0.takeSuggestion(orMoveBy: .max / 2) }?.rawValue ?? 0
    }
    libedit.addFunction(Function.delete, help: "Delete the character at the cursor") { el, _ in
      Libedit.editor(of: el).map { $0.deleteRight() }?.rawValue ?? 0
    }
    libedit.addFunction(Function.undo, help: "Take back the last step of editing") { el, _ in
      Libedit.editor(of: el).map { $0.undo() }?.rawValue ?? 0
    }
  }

  /// Binds what the editor needs, and offers the rest where `~/.editrc` chose nothing else.
  func bindKeys() {
    let keys: [(key: String, function: String)] =
      [("\t", Function.complete)]
      + [
        (.up, Function.older), (.down, Function.newer), (.right, Function.right),
        (.left, "ed-prev-char"), (.home, "ed-move-to-beg"), (.end, Function.end),
        (.delete, Function.delete), (.wordLeft, "ed-prev-word"), (.wordRight, "em-next-word"),
      ].map { (key: Key, function) in (String(Unicode.Scalar(key.rawValue)), function) }
    for (key, function) in keys {
      libedit.bind(key, to: function)
      libedit.bind(key, to: function, inViCommands: true)
    }
    // By default vi's commands take Escape for the beginning of an arrow, and eat the next key.
    libedit.bind("\u{1b}", to: "ed-unassigned", inViCommands: true)
    offer("\u{10}", Function.older)
    offer("\u{0e}", Function.newer)
    offer("\u{12}", Function.search)
    offer("\u{05}", Function.end)
    offer("\u{06}", Function.right)
    offer("\u{1f}", Function.undo)
    // In vi's maps Ctrl-X begins nothing, and what it is bound to there would be lost.
    if libedit.binding(of: "\u{18}").contains("ed-sequence-lead-in"),
      libedit.binding(of: "\u{18}\u{15}").contains("Unbound")
    {
      libedit.bind("\u{18}\u{15}", to: Function.undo)
    }
    offer("k", Function.older, inViCommands: true)
    offer("j", Function.newer, inViCommands: true)
  }

  private func offer(_ key: String, _ function: String, inViCommands: Bool = false) {
    let bound = libedit.binding(of: key, inViCommands: inViCommands).split { $0.isWhitespace }.last
    let defaults = [
      "ed-prev-history", "ed-next-history", "ed-search-prev-history", "ed-search-next-history",
      "em-inc-search-prev", "ed-redisplay", "ed-move-to-end", "ed-next-char", "ed-insert",
      "ed-unassigned", "ed-prev-line", "ed-next-line",
    ]
    guard let bound, defaults.contains(String(bound)) else { return }
    libedit.bind(key, to: function, inViCommands: inViCommands)
  }

  // MARK: What they do

  private func complete() -> Libedit.Effect {
    let entry = entry
    let completion = host.complete(entry.text, entry.cursor)
    let range = completion.range.clamped(to: entry.line..<max(entry.line, entry.cursor))
    let replaced = Array(entry.text.utf8)[range.lowerBound..<entry.cursor]
    var text = completion.commonPrefix
    if let only = completion.candidates.first, completion.candidates.count == 1 {
      let next = libedit.line.text.dropFirst(libedit.line.cursor).first
      if only.isFinal, next != " " { text += " " }
    } else {
      listing = completion
    }
    if text.utf8.count >= replaced.count, !completion.candidates.isEmpty {
      libedit.delete(before: String(decoding: replaced, as: UTF8.self).unicodeScalars.count)
      libedit.insert(text)
    } else if completion.hint == nil, completion.candidates.isEmpty {
      libedit.beep()
    }
    return .changed
  }

  private func takeSuggestion(orMoveBy count: Int) -> Libedit.Effect {
    guard let suggestion else {
      libedit.moveCursor(by: min(count, libedit.line.text.count - libedit.line.cursor))
      return .movedCursor
    }
    libedit.insert(suggestion)
    return .changed
  }

  private func deleteRight() -> Libedit.Effect {
    guard libedit.line.cursor < libedit.line.text.count else { return .refused }
    libedit.moveCursor(by: 1)
    libedit.delete(before: 1)
    return .changed
  }

  private func showOlder() -> Libedit.Effect {
    let line = libedit.line
    let text = Libedit.string(line.text)
    let isWalking = walk?.shown == text
    if !isWalking || walk?.isEntered == true, moveLine(up: true) { return .movedCursor }
    if !isWalking {
      let prefix = Libedit.string(line.text[..<line.cursor])
      walk = HistoryWalk(entries: history.entries, typed: text, prefix: prefix)
    }
    return show(walk?.older())
  }

  private func showNewer() -> Libedit.Effect {
    let isWalking = walk?.shown == Libedit.string(libedit.line.text)
    if !isWalking || walk?.isEntered == true, moveLine(up: false) { return .movedCursor }
    return isWalking ? show(walk?.newer()) : .refused
  }

  private func show(_ entry: String?) -> Libedit.Effect {
    guard let entry else { return .refused }
    if entry != walk?.typed { untyped.insert(entry) }
    libedit.replaceLine(entry)
    return .changed
  }

  private func undo() -> Libedit.Effect {
    guard let state = trail.back() else { return .refused }
    libedit.replaceLine(String.of(state.text), cursor: state.cursor)
    return .changed
  }

  /// Moves to the same column of another line of the text, `false` if there is none.
  private func moveLine(up: Bool) -> Bool {
    let (text, cursor) = libedit.line
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard
      let current = lines.lastIndex(where: { $0.startIndex <= cursor }),
      lines.indices.contains(up ? current - 1 : current + 1)
    else { return false }
    let target = lines[up ? current - 1 : current + 1]
    let column = min(cursor - lines[current].startIndex, target.count)
    libedit.moveCursor(by: target.startIndex + column - cursor)
    return true
  }
}
