import ProcessEngine

/// How far a person's eyes had followed the output of a running process.
struct Sighting {
  let key: OutputKey
  /// How the process was called then, and what its lines were tagged with.
  let label: String
  let tag: String
  /// Bytes from the beginning of the stream: where what was new began, and where it ended.
  private(set) var start: UInt64
  private(set) var end: UInt64
  /// What stands there; nil for so much, or for what was lost, that nobody could wait for it.
  private(set) var bytes: [UInt8]?
  /// How long a replay may have to wait: what an `expect` says of it, with a blank before.
  var patience = ""

  init(
    _ key: OutputKey, label: String, tag: String, from start: UInt64, to end: UInt64,
    bytes: [UInt8]?
  ) {
    (self.key, self.label, self.tag) = (key, label, tag)
    (self.start, self.end, self.bytes) = (start, end, bytes)
  }

  /// More than this is not kept of what came between two lines.
  static let limit: UInt64 = 1 << 20

  /// This and what an earlier one had seen, of which nothing has been told yet.
  func following(_ earlier: Sighting?) -> Sighting {
    guard let earlier, earlier.end == start else { return self }
    var both = self
    both.start = earlier.start
    both.bytes = earlier.bytes.flatMap { before in bytes.map { before + $0 } }
    return both
  }

  /// What was seen behind an offset; nil where it is not known.
  func bytes(from offset: UInt64) -> ArraySlice<UInt8>? {
    guard let bytes, offset >= start else { return bytes.map { $0[...] } }
    return bytes.dropFirst(Int(offset - start))
  }
}
