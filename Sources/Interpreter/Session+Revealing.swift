import Language
import ProcessEngine

/// A child's output, revealed by name and never before.
extension Session {
  /// Reveals what is left of both streams, up to what had come when its end was seen.
  func revealRest(of process: Process) throws(Failure) {
    for stream in Stream.allCases {
      let position = process.observed.position(of: stream)
      try reveal(process, stream, upTo: position.endMark ?? position.total)
    }
  }

  /// Reveals one stream up to an offset, where the last line counts also without its newline.
  ///
  /// There may be a million lines: a person, or a signal, can cut that short. The rest is then left
  /// for the next time.
  func reveal(
    _ process: Process, _ stream: Stream, upTo end: UInt64, isAwaited: Bool = false
  ) throws(Failure) {
    let start = process.revealed[stream] ?? 0
    guard end > start else { return }
    let child = engine.child(process.id)
    let kept = max(start, child.position(of: stream).dropped)
    var text = engine.read(stream, of: process.id, from: kept, upTo: end)
    var droppedBytes = kept - start
    if droppedBytes > 0, let newline = text.firstIndex(of: UInt8(ascii: "\n")) {
      // The rest of a line whose beginning is gone would read as a line that nobody wrote.
      droppedBytes += UInt64(newline + 1)
      text.removeFirst(newline + 1)
    }
    if droppedBytes > 0 {
      let place = OutputPlace(start: start, end: start + droppedBytes, isAwaited: isAwaited)
      record(process, stream, dropped(droppedBytes), [], place)
    }
    var offset = end - UInt64(text.count)
    for (number, line) in lines(of: text).enumerated() {
      let place = OutputPlace(
        start: offset, end: min(offset + UInt64(line.count + 1), end), isAwaited: isAwaited)
      record(process, stream, [.init(escapedForDisplay(line))], line, place)
      offset = place.end
      guard number % 1024 == 1023 else { continue }
      process.revealed[stream] = offset
      try glance(amid: "reading the rest of \(process.label)")
    }
    process.revealed[stream] = end
  }

  /// The last part of the output that is kept, with tags, as `output` shows it.
  func outputLines(of process: Process, _ streams: [Stream], last count: Int?) -> [RecordLine] {
    var result: [RecordLine] = []
    let child = engine.child(process.id)
    for stream in streams {
      let position = child.position(of: stream)
      var text = engine.read(stream, of: process.id, from: position.dropped, upTo: position.total)
      if let count, let start = startOfLast(count, linesOf: text) {
        result += lines(of: Array(text[start...])).map { line in
          RecordLine(tag(process, stream) + escapedForDisplay(line))
        }
        continue
      }
      var bytes = position.dropped
      if bytes > 0, let newline = text.firstIndex(of: UInt8(ascii: "\n")) {
        bytes += UInt64(newline + 1)
        text.removeFirst(newline + 1)
      }
      if bytes > 0 {
        result.append(RecordLine([.init(tag(process, stream))] + dropped(bytes)))
      }
      for line in lines(of: text) {
        result.append(RecordLine(tag(process, stream) + escapedForDisplay(line)))
      }
    }
    return count.map { Array(result.suffix($0)) } ?? result
  }

  /// What stands before a child's line: `t: `, `t err: `, or nothing with `set tags off`.
  func tag(_ process: Process, _ stream: Stream) -> String {
    guard settings.tags else { return "" }
    return stream == .standardError ? "\(process.label) err: " : "\(process.label): "
  }

  /// How much came that is kept no longer: how fast it was read is another matter each time.
  private func dropped(_ count: UInt64) -> [RecordLine.Piece] {
    [.init("… "), .init("\(count)", .number), .init(" bytes dropped")]
  }

  private func record(
    _ process: Process, _ stream: Stream, _ pieces: [RecordLine.Piece], _ bytes: ArraySlice<UInt8>,
    _ place: OutputPlace
  ) {
    let tag = tag(process, stream)
    var line = RecordLine((tag.isEmpty ? [] : [.init(tag)]) + pieces)
    if configuration.isLive, keepsNextLine {
      line.origin = RecordLine.Origin(
        output: OutputKey(process: process.id, stream: stream), tag: tag, bytes: Array(bytes),
        start: place.start, end: place.end, isAwaited: place.isAwaited)
    }
    line.isAlreadyShown = place.end <= process.shown[stream] ?? 0
    record(line)
  }
}

/// Where a line that is revealed stands in its stream, and whether it was waited for.
private struct OutputPlace {
  let start: UInt64
  let end: UInt64
  let isAwaited: Bool
}

/// Where the last so many lines of a text begin; nil when it hasn't more.
private func startOfLast(_ count: Int, linesOf text: [UInt8]) -> Int? {
  var left = count
  for index in text.indices.dropLast().reversed() where text[index] == UInt8(ascii: "\n") {
    left -= 1
    if left == 0 { return index + 1 }
  }
  return nil
}

/// The lines of a text; the last one need not have a newline, and none is made of nothing. One by one:
/// a million of them together would be far more than their text.
func lines(of text: [UInt8]) -> some Sequence<ArraySlice<UInt8>> {
  sequence(state: text[...]) { rest -> ArraySlice<UInt8>? in
    guard !rest.isEmpty else { return nil }
    let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
    defer { rest = rest[min(end + 1, rest.endIndex)...] }
    return rest[..<end]
  }
}

extension Child {
  /// How far one of its streams has come.
  func position(of stream: Stream) -> StreamPosition {
    stream == .standardOutput ? output : error
  }
}
