/// Where the lines of a text begin, for those who ask more than once in which of them a place lies.
public struct LineTable: Sendable {
  private let starts: [Int]
  private let firstLine: Int

  /// The lines of a text.
  public init(_ source: Source) {
    firstLine = source.firstLine
    var starts = [0]
    for (offset, byte) in source.bytes.enumerated() where byte == .newline {
      starts.append(offset + 1)
    }
    self.starts = starts
  }

  /// The number of the line in which an offset lies, as `Source` counts it.
  public func line(at offset: Int) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return firstLine + low
  }
}
