internal import CLibedit
internal import Glibc

/// Gathers what libedit and the painter draw, so that a key changes the screen in one write.
///
/// libedit flushes its stream several times for a key; what shows between would flicker.
final class Frame {
  private let descriptor: Int32
  private var bytes: [UInt8] = []
  private var file: UnsafeMutablePointer<FILE>?

  init(to descriptor: Int32) { self.descriptor = descriptor }

  deinit {
    if let file { fclose(file) }
  }

  /// The stream libedit writes to.
  func stream() -> UnsafeMutablePointer<FILE>? {
    if file == nil {
      file = le_open_frame(Unmanaged.passUnretained(self).toOpaque()) { cookie, start, count in
        guard let cookie, let start else { return 0 }
        let frame = Unmanaged<Frame>.fromOpaque(cookie).takeUnretainedValue()
        frame.bytes += UnsafeRawBufferPointer(start: start, count: count)
        return count
      }
    }
    return file
  }

  /// Adds to the frame, after all libedit drew so far.
  func put(_ text: String) {
    fflush(file)
    bytes += text.utf8
  }

  /// Shows the frame.
  func send() {
    fflush(file)
    Terminal.write(bytes, to: descriptor)
    bytes.removeAll(keepingCapacity: true)
  }

  /// What libedit prints in `body`, instead of showing it.
  func capture(_ body: () -> Void) -> String {
    fflush(file)
    let before = bytes.count
    body()
    fflush(file)
    defer { bytes.removeSubrange(before...) }
    return String(decoding: bytes[before...], as: UTF8.self)
  }
}
