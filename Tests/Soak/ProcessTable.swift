import Glibc
import ProcessEngine

/// What the kernel says, asked without the engine that is under test.
struct ProcessTable {
  private let calls = LinuxCalls()

  /// The processes that inherited a mark (`NAME=value`) in their environment. A zombie has none.
  func holders(of mark: String) -> [Int32] {
    let wanted = Array(mark.utf8)
    let numbers = (try? calls.numbers(inFolder: "/proc")) ?? []
    return numbers.filter { pid in
      guard let bytes = try? calls.readFile("/proc/\(pid)/environ", upTo: 1 << 15) else {
        return false
      }
      return bytes.split(separator: 0).contains { $0.elementsEqual(wanted) }
    }
  }

  /// The children of a process's first thread, zombies included.
  func children(of pid: Int32) -> [Int32] {
    let path = "/proc/\(pid)/task/\(pid)/children"
    let bytes = (try? calls.readFile(path, upTo: 1 << 15)) ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: " ").compactMap { Int32($0) }
  }

  /// Whether a process has ended and nobody has reaped it.
  func isZombie(_ pid: Int32) -> Bool { state(of: pid) == "Z" }

  /// How many descriptors this process has open.
  func openDescriptors() -> Int {
    (try? calls.numbers(inFolder: "/proc/self/fd").count) ?? 0
  }

  /// A process as a person would look for it: its number, state and command.
  func description(of pid: Int32) -> String {
    let words = (try? calls.readFile("/proc/\(pid)/cmdline", upTo: 4096)) ?? []
    let command = words.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    return "\(pid) \(state(of: pid) ?? "gone") \(command.joined(separator: " "))"
  }

  /// The state letter (proc_pid_stat(5)), which stands behind the command in brackets.
  private func state(of pid: Int32) -> String? {
    guard let line = try? calls.readFile("/proc/\(pid)/stat", upTo: 1024),
      let close = line.lastIndex(of: UInt8(ascii: ")")), close + 2 < line.count
    else { return nil }
    return String(Unicode.Scalar(line[close + 2]))
  }
}
