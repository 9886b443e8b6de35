internal import CProcess
internal import Glibc
public import SystemPackage

extension LinuxCalls {
  /// See ``SystemCalls``.
  public func openPipe() throws(Errno) -> (read: Int32, write: Int32) {
    var ends: (Int32, Int32) = (-1, -1)
    let answer = withUnsafeMutableBytes(of: &ends) { memory in
      proclab_pipe(memory.baseAddress?.assumingMemoryBound(to: Int32.self))
    }
    _ = try check(answer)
    return (ends.0, ends.1)
  }

  /// See ``SystemCalls``.
  public func open(_ path: String, _ mode: OpenMode) throws(Errno) -> Int32 {
    let flags: Int32 =
      switch mode {
      case .reading: O_RDONLY
      case .writing: O_WRONLY | O_CREAT | O_TRUNC
      case .both: O_RDWR
      }
    return try check(proclab_open(path, flags | O_NONBLOCK | O_NOCTTY, 0o666))
  }

  /// See ``SystemCalls``.
  public func close(_ descriptor: Int32) {
    _ = proclab_close(descriptor)
  }

  /// See ``SystemCalls``.
  public func duplicate(_ descriptor: Int32, to number: Int32) throws(Errno) {
    _ = try check(proclab_duplicate_to(descriptor, number))
  }

  /// See ``SystemCalls``.
  public func duplicate(_ descriptor: Int32, notBelow number: Int32) throws(Errno) -> Int32 {
    try check(proclab_duplicate_above(descriptor, number))
  }

  /// See ``SystemCalls``.
  public func setNonblocking(_ descriptor: Int32, _ on: Bool) throws(Errno) {
    _ = try check(proclab_set_nonblocking(descriptor, on ? 1 : 0))
  }

  /// See ``SystemCalls``.
  public func isOpen(_ descriptor: Int32) -> Bool {
    proclab_is_open(descriptor) != 0
  }

  /// See ``SystemCalls``.
  public func read(
    _ descriptor: Int32, into memory: UnsafeMutableRawBufferPointer
  ) throws(Errno) -> Int {
    Int(try check(proclab_read(descriptor, memory.baseAddress, Int64(memory.count))))
  }

  /// See ``SystemCalls``.
  public func write(
    _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer
  ) throws(Errno) -> Int {
    Int(try check(proclab_write(descriptor, bytes.baseAddress, Int64(bytes.count))))
  }

  /// See ``SystemCalls``.
  public func setPipeCapacity(_ descriptor: Int32, _ bytes: Int32) throws(Errno) {
    _ = try check(proclab_set_pipe_capacity(descriptor, bytes))
  }

  /// See ``SystemCalls``.
  public func available(_ descriptor: Int32) throws(Errno) -> Int {
    Int(try check(proclab_available(descriptor)))
  }

  /// See ``SystemCalls``.
  public func readFile(_ path: String, upTo size: Int) throws(Errno) -> [UInt8] {
    try bytes(size) { proclab_read_file(path, $0, Int64(size)) }
  }

  /// See ``SystemCalls``.
  public func rereadFile(_ descriptor: Int32, upTo size: Int) throws(Errno) -> [UInt8] {
    try bytes(size) { proclab_reread_file(descriptor, $0, Int64(size)) }
  }

  /// The bytes that a reader puts into fresh memory.
  private func bytes(
    _ size: Int, _ reader: (UnsafeMutablePointer<UInt8>?) -> Int64
  ) throws(Errno) -> [UInt8] {
    var answer: Int64 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { memory, count in
      answer = reader(memory.baseAddress)
      count = Int(max(0, answer))
    }
    _ = try check(answer)
    return bytes
  }

  /// See ``SystemCalls``.
  public func numbers(inFolder path: String) throws(Errno) -> [Int32] {
    var capacity = 256
    while true {
      var answer: Int64 = 0
      let numbers = [Int32](unsafeUninitializedCapacity: capacity) { memory, count in
        answer = proclab_list_numbers(path, memory.baseAddress, Int64(capacity))
        count = Int(max(0, answer))
      }
      _ = try check(answer)
      if numbers.count < capacity { return numbers }
      capacity *= 4
    }
  }

  /// See ``SystemCalls``.
  public func owner(of path: String) throws(Errno) -> UInt32 {
    UInt32(truncatingIfNeeded: try check(proclab_owner(path)))
  }
}
