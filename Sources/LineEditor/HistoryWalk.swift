/// A walk through the entries that begin with what was typed, by Up and Down.
///
/// libedit's own walk takes a pattern for a prefix, and breaks lines over 1,024 characters.
struct HistoryWalk {
  /// What every entry shown begins with.
  let prefix: String
  /// What was typed, shown again after the newest entry.
  let typed: String
  /// What the walk shows now; anything else in the line means that the walk is over.
  private(set) var shown: String
  /// Whether the cursor was moved in what is shown: Up and Down move it on, from line to line.
  private(set) var isEntered = false
  /// Where the cursor was left in it.
  private var cursor: Int?
  private let entries: [String]
  private var index: Int

  /// Begins at the line that was typed, newer than all entries.
  init(entries: [String], typed: String, prefix: String) {
    self.entries = entries
    self.typed = typed
    self.prefix = prefix
    shown = typed
    index = entries.count
  }

  /// The next entry back that is not what is shown, `nil` if there is none.
  mutating func older() -> String? {
    guard let found = entries[..<index].lastIndex(where: matches) else { return nil }
    index = found
    show(entries[found])
    return shown
  }

  /// The next entry forward, at last the line that was typed, `nil` after it.
  mutating func newer() -> String? {
    guard index < entries.count else { return nil }
    index = entries[(index + 1)...].firstIndex(where: matches) ?? entries.count
    show(index < entries.count ? entries[index] : typed)
    return shown
  }

  /// Takes notice of where the cursor is in what is shown, before each key.
  mutating func note(cursor: Int) {
    if let left = self.cursor, left != cursor { isEntered = true }
    self.cursor = cursor
  }

  private mutating func show(_ text: String) {
    shown = text
    (isEntered, cursor) = (false, nil)
  }

  private func matches(_ entry: String) -> Bool {
    entry != shown && entry.utf8.starts(with: prefix.utf8)
  }
}
