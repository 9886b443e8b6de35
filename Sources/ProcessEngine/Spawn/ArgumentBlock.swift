/// C strings and the tables of pointers to them, in one piece of memory.
///
/// A spawn needs three tables (candidates, arguments, environment) and a folder; one allocation
/// each would cost more than the rest of the preparation.
struct ArgumentBlock: ~Copyable {
  private let memory: UnsafeMutableRawPointer
  private let tables: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private var nextPointer = 0
  private var nextByte: Int

  /// Makes room for tables of words and for single words; each word gets a NUL of its own.
  init(tables: [[[UInt8]]], words: [[UInt8]]) {
    var pointers = words.count
    var bytes = words.reduce(0) { $0 + $1.count + 1 }
    for table in tables {
      pointers += table.count + 1
      for word in table { bytes += word.count + 1 }
    }
    let stride = MemoryLayout<UnsafeMutablePointer<CChar>?>.stride
    memory = .allocate(byteCount: pointers * stride + bytes, alignment: stride)
    self.tables = memory.bindMemory(
      to: UnsafeMutablePointer<CChar>?.self, capacity: pointers)
    nextByte = pointers * stride
  }

  deinit {
    memory.deallocate()
  }

  /// Adds a table of words, ended by a null pointer.
  mutating func add(_ words: [[UInt8]]) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> {
    let start = tables + nextPointer
    for word in words {
      (tables + nextPointer).initialize(to: add(word))
      nextPointer += 1
    }
    (tables + nextPointer).initialize(to: nil)
    nextPointer += 1
    return start
  }

  /// Adds one word.
  mutating func add(_ word: [UInt8]) -> UnsafeMutablePointer<CChar> {
    let start = memory + nextByte
    word.withUnsafeBytes { bytes in
      if let base = bytes.baseAddress { start.copyMemory(from: base, byteCount: bytes.count) }
    }
    start.storeBytes(of: 0, toByteOffset: word.count, as: UInt8.self)
    nextByte += word.count + 1
    return start.bindMemory(to: CChar.self, capacity: word.count + 1)
  }
}
