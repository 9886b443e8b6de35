/// The entries of this session and those before, oldest first.
struct History {
  /// How many entries are kept.
  static let limit = 10_000

  private(set) var entries: [String] = []
  private var file: HistoryFile?
  /// Entries that are not in the file yet: all of them, where it cannot be written.
  private var unsaved: [String] = []

  /// The history of a file; empty, and in memory, where it cannot be read.
  init(path: String?) {
    file = path.map(HistoryFile.init(path:))
    entries = file?.load() ?? []
  }

  /// Adds an entry and keeps it in the file; `false` if it only repeats the one before.
  mutating func add(_ entry: String) -> Bool {
    guard !entry.isEmpty, entry != entries.last else { return false }
    entries.append(entry)
    if entries.count > History.limit { entries.removeFirst(entries.count - History.limit) }
    guard let file else { return true }
    unsaved.append(entry)
    if file.append(unsaved) { unsaved = [] }
    return true
  }

  /// The last entry that begins with a text, and is longer.
  func latest(startingWith text: String) -> String? {
    entries.last { $0.utf8.count > text.utf8.count && $0.utf8.starts(with: text.utf8) }
  }
}
