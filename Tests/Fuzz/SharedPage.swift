import Glibc

/// Memory that the reader and the one who looks after it share: which input is being read, and what
/// came of those before. It is written before the input is read, and outlives the reader.
struct SharedPage {
  /// The longest input.
  static let capacity = 1 << 17

  /// What is counted.
  enum Figure: Int, CaseIterable {
    /// The number of the input that is being read, and of the one to stop before.
    case current, end
    /// Its length.
    case length
    /// How many bytes were read, statements found, and files taken and refused.
    case bytes, statements, taken, refused
    /// How many inputs were read wrong.
    case flaws
    /// Whether each input is printed, as 0 or 1.
    case shows
  }

  private let numbers: UnsafeMutablePointer<Int>
  private let text: UnsafeMutablePointer<UInt8>

  /// Maps a file, which is made if it isn't there; nil where it can't be.
  init?(path: String) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let head = 4096
    let size = head + SharedPage.capacity
    guard ftruncate(descriptor, size) == 0,
      let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
      memory != MAP_FAILED
    else { return nil }
    numbers = memory.bindMemory(to: Int.self, capacity: Figure.allCases.count)
    text = (memory + head).bindMemory(to: UInt8.self, capacity: SharedPage.capacity)
  }

  /// A figure.
  subscript(_ figure: Figure) -> Int {
    get { numbers[figure.rawValue] }
    nonmutating set { numbers[figure.rawValue] = newValue }
  }

  /// The input that is being read.
  var input: [UInt8] {
    get { Array(UnsafeBufferPointer(start: text, count: self[.length])) }
    nonmutating set {
      let count = min(newValue.count, SharedPage.capacity)
      for index in 0..<count { text[index] = newValue[index] }
      self[.length] = count
    }
  }
}
