internal import Glibc

/// The last bytes of a stream, in memory that grows up to a limit; then the oldest make room.
///
/// Byte number n of the stream lies at n modulo the capacity, so that the kernel reads straight
/// into place and nothing is moved except when the memory grows.
struct ByteRing: ~Copyable {
  private var memory: UnsafeMutableRawPointer?
  /// The bytes that there is memory for.
  private(set) var capacity = 0
  /// Bytes that came since the start.
  private(set) var total: UInt64 = 0
  /// Bytes at the front that are no longer kept.
  private(set) var dropped: UInt64 = 0

  init() {}

  deinit {
    free(memory)
  }

  /// How many bytes are kept.
  var count: Int { Int(total - dropped) }

  /// Moves to larger memory, which is malloc(3)'s and is this ring's from now on; what is kept stays.
  mutating func move(to larger: UnsafeMutableRawPointer, capacity newCapacity: Int) {
    var position = dropped
    while let memory, position < total {
      let source = Int(position % UInt64(capacity))
      let target = Int(position % UInt64(newCapacity))
      let size = min(Int(total - position), capacity - source, newCapacity - target)
      (larger + target).copyMemory(from: memory + source, byteCount: size)
      position += UInt64(size)
    }
    free(memory)
    memory = larger
    capacity = newCapacity
  }

  /// Drops all that is kept and gives the memory back.
  mutating func release() {
    free(memory)
    memory = nil
    capacity = 0
    dropped = total
  }

  /// How much is read at once where there is no memory: what the stack has room for.
  static let passing = 1024

  /// How many bytes can come in one piece without touching those from a position on.
  func room(keepingFrom position: UInt64) -> Int {
    guard capacity > 0 else { return ByteRing.passing }
    let offset = Int(total % UInt64(capacity))
    return min(capacity - offset, capacity - Int(total - max(position, dropped)))
  }

  /// Lets a reader put at most that many bytes in place; it answers how many it put.
  ///
  /// The size must not be larger than the room. Only as many old bytes are dropped as new ones came.
  mutating func fill<Failure>(
    atMost size: Int, _ reader: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Int {
    guard size > 0 else { return 0 }
    guard let memory else { return try pass(atMost: size, reader) }
    let offset = Int(total % UInt64(capacity))
    let count = try reader(UnsafeMutableRawBufferPointer(start: memory + offset, count: size))
    total += UInt64(count)
    if self.count > capacity { dropped = total - UInt64(capacity) }
    return count
  }

  /// Lets a reader take what there is no memory for: it counts as dropped at once.
  private mutating func pass<Failure>(
    atMost size: Int, _ reader: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Int {
    let result = withUnsafeTemporaryAllocation(byteCount: size, alignment: 1) { memory in
      Result { () throws(Failure) in try reader(memory) }
    }
    let count = try result.get()
    total += UInt64(count)
    dropped = total
    return count
  }

  /// The bytes from one position to before another, as far as they are kept.
  func bytes(from start: UInt64, upTo end: UInt64) -> [UInt8] {
    let first = max(start, dropped)
    let last = min(end, total)
    guard let memory, first < last else { return [] }
    let count = Int(last - first)
    return [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
      let offset = Int(first % UInt64(capacity))
      let head = min(count, capacity - offset)
      if let base = target.baseAddress {
        UnsafeMutableRawPointer(base).copyMemory(from: memory + offset, byteCount: head)
        UnsafeMutableRawPointer(base + head).copyMemory(from: memory, byteCount: count - head)
      }
      initialized = count
    }
  }
}
