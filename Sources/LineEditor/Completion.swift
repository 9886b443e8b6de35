/// What may stand at the cursor.
public struct Completion: Equatable {
  /// The part of the entry that a candidate replaces, in UTF-8 code units; it ends at the cursor.
  public var range: Range<Int>
  /// The candidates, in the order they are shown.
  public var candidates: [Candidate]
  /// One row of usage, shown above the candidates.
  public var hint: String?

  /// Candidates for a part of the entry.
  public init(range: Range<Int>, candidates: [Candidate] = [], hint: String? = nil) {
    self.range = range
    self.candidates = candidates
    self.hint = hint
  }

  /// The longest text that every candidate begins with.
  var commonPrefix: String {
    guard var common = candidates.first.map({ Array($0.text.unicodeScalars) }) else { return "" }
    for candidate in candidates.dropFirst() {
      let same = zip(common, candidate.text.unicodeScalars).prefix { $0 == $1 }
      common.removeSubrange(same.count...)
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: common)
    return String(text)
  }
}
