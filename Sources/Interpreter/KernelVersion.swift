import Glibc

/// The numbers of a kernel's release, as in `6.9` or `5.15.2-generic`.
package struct KernelVersion: Comparable, CustomStringConvertible {
  private let numbers: [Int]

  /// Reads a release: what follows its numbers does not count.
  init?(release text: String) {
    let digits = text.prefix { $0.isASCII && ($0.isWholeNumber || $0 == ".") }
    numbers = digits.split(separator: ".").compactMap { Int($0) }
    if numbers.isEmpty { return nil }
  }

  /// Reads what a person wrote: numbers and nothing else.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    numbers = parts.compactMap { $0 }.filter { $0 >= 0 }
    if numbers.count != parts.count { return nil }
  }

  /// The one that runs now (uname(2)).
  package static var running: KernelVersion? {
    var name = utsname()
    guard uname(&name) == 0 else { return nil }
    let release = withUnsafeBytes(of: &name.release) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    return KernelVersion(release: release)
  }

  /// Numbers that are not said are 0.
  package static func < (left: KernelVersion, right: KernelVersion) -> Bool {
    for index in 0..<max(left.numbers.count, right.numbers.count) {
      let (one, other) = (left.number(index), right.number(index))
      if one != other { return one < other }
    }
    return false
  }

  /// Numbers that are not said are 0.
  package static func == (left: KernelVersion, right: KernelVersion) -> Bool {
    !(left < right) && !(right < left)
  }

  private func number(_ index: Int) -> Int {
    index < numbers.count ? numbers[index] : 0
  }

  /// Its numbers.
  package var description: String {
    numbers.map { "\($0)" }.joined(separator: ".")
  }
}
