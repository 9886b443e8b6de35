/// One thing that Tab may insert.
public struct Candidate: Equatable {
  /// What is inserted.
  public var text: String
  /// A word on it, shown beside it in the list; empty for none.
  public var note: String
  /// Whether a space follows when it is the only candidate; a folder, say, is not final.
  public var isFinal: Bool

  /// A candidate.
  public init(_ text: String, note: String = "", isFinal: Bool = true) {
    self.text = text
    self.note = note
    self.isFinal = isFinal
  }
}
