/// A list of pids as the kernel writes it: decimal, a space after each (proc_pid_task_children(5)).
enum ProcessList {
  /// Adds the pids of a list.
  static func parse(_ bytes: [UInt8], into pids: inout [Int32]) {
    var number: Int32 = 0
    for byte in bytes {
      if byte == UInt8(ascii: " ") {
        pids.append(number)
        number = 0
      } else {
        number = number &* 10 &+ Int32(byte &- UInt8(ascii: "0"))
      }
    }
  }
}
