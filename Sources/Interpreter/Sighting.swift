import Language
import ProcessEngine

/// How far a person's eyes had followed the output of a running process, nothing of which the
/// session had revealed yet.
struct Sighting {
  let process: ChildID
  /// How it was called then.
  let label: String
  /// Bytes from the beginning of its standard output.
  let end: UInt64

  /// Whether a line was seen by then.
  func covers(_ origin: RecordLine.Origin?) -> Bool {
    origin.map { $0.process == process && $0.end <= end } ?? false
  }

  /// The wait that it was, for a line that a quoted word can hold; else nil.
  func statement(for text: String) -> String? {
    guard !text.isEmpty, !text.contains("'"), !text.contains("\\") else { return nil }
    return "expect \(label) '\(text)'"
  }
}
