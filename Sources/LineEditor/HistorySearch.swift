internal import Glibc

/// A search back through the entries for a text, as Ctrl-R does it.
struct HistorySearch {
  /// What is looked for, typed so far.
  private(set) var pattern: [Unicode.Scalar] = []
  /// What stood in the line before, and comes back when the search is left by Ctrl-G.
  let original: (text: String, cursor: Int)
  /// Whether no entry holds the pattern.
  private(set) var isFailing = false
  private let entries: [String]
  private var index: Int

  /// Begins at the line, newer than all entries.
  init(entries: [String], original: (text: String, cursor: Int)) {
    self.entries = entries
    self.original = original
    index = entries.count
  }

  /// A row that tells what is looked for.
  var caption: String { (isFailing ? "not found: " : "search: ") + String.of(pattern) }

  /// The line to show and the cursor in it, at the place that was found.
  var found: (text: String, cursor: Int) {
    guard index < entries.count else { return original }
    let text = entries[index]
    return (text, HistorySearch.place(of: pattern, in: Array(text.unicodeScalars)) ?? 0)
  }

  /// Adds to the pattern and looks again, beginning with the entry that is shown.
  mutating func add(_ scalar: Unicode.Scalar) {
    pattern.append(scalar)
    look(before: min(index + 1, entries.count))
  }

  /// Takes the last scalar of the pattern back, and looks again from the newest entry.
  mutating func removeLast() {
    _ = pattern.popLast()
    index = entries.count
    isFailing = false
    if !pattern.isEmpty { look(before: entries.count) }
  }

  /// Looks for the next entry back.
  mutating func again() {
    if !pattern.isEmpty { look(before: index) }
  }

  private mutating func look(before end: Int) {
    let shown = index < entries.count ? entries[index] : nil
    let match = String.of(pattern).withCString { pattern in
      entries[..<end].lastIndex { entry in
        (end > index || entry != shown) && entry.withCString { strstr($0, pattern) } != nil
      }
    }
    isFailing = match == nil
    if let match { index = match }
  }

  /// Where a pattern stands last in a text.
  private static func place(of pattern: [Unicode.Scalar], in text: [Unicode.Scalar]) -> Int? {
    guard pattern.count <= text.count else { return nil }
    return (0...(text.count - pattern.count)).last { text[$0...].starts(with: pattern) }
  }
}

extension String {
  /// A text of scalars.
  static func of(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
