import Glibc
import Language

/// The name of a file: bytes, which need not be UTF-8. Two are the same only to the byte.
package struct FileName: Hashable, Sendable {
  /// The name as the kernel has it.
  package let bytes: [UInt8]

  /// A name as it was given.
  package init(_ bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
  }

  /// A name that is text.
  package init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// A name as the C library gives it.
  package init(cString: UnsafePointer<CChar>) {
    bytes = UnsafeBufferPointer(start: cString, count: strlen(cString)).map(UInt8.init(bitPattern:))
  }

  /// The name as it is shown: nothing in it can drive a terminal, or end a line.
  package var shown: String { escapedForDisplay(bytes) }

  /// The name as text; nil where it is none.
  package var text: String? { String(validating: bytes, as: UTF8.self) }

  /// The name for a call of the C library; of one with a NUL what stands before it.
  package var path: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }

  /// The folder that it names a file in.
  package var folder: FileName {
    guard let slash = bytes.lastIndex(of: FileName.slash) else { return "." }
    return FileName(bytes[..<max(slash, 1)])
  }

  /// The name of what lies in this folder.
  package func inside(_ name: FileName) -> FileName {
    FileName(bytes + (bytes.last == FileName.slash ? [] : [FileName.slash]) + name.bytes)
  }

  private static let slash = UInt8(ascii: "/")
}

extension FileName: ExpressibleByStringLiteral {
  /// A name that is text.
  package init(stringLiteral text: String) {
    self.init(text)
  }
}
