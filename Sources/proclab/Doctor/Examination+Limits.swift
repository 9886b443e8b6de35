import Glibc
import ProcessEngine

extension Examination {
  /// A child whose output is captured holds three descriptors: itself, and its two streams; one with
  /// a pipe as its input a fourth.
  private static let descriptorsOfOne: UInt64 = 4
  /// What the session itself, and the making of a child, have open.
  private static let descriptorsOfOurs: UInt64 = 64

  /// How many children the limit of descriptors has room for.
  var descriptors: Finding {
    let limit = (try? LinuxCalls().limit(.descriptors))?.hard ?? 0
    let room =
      limit > Examination.descriptorsOfOurs
      ? (limit - Examination.descriptorsOfOurs) / Examination.descriptorsOfOne : 0
    return Finding(
      name: "descriptors", complaint: room == 0 ? "limit \(limit)" : nil,
      gain: limit == .max ? "no limit" : "limit \(limit), room for about \(room) children at once",
      loss: "no room for a child", isNeeded: true)
  }

  /// How many processes there may be: of the user, except root, and of the machine.
  var processes: Finding {
    let own = geteuid() == 0 ? UInt64.max : (try? LinuxCalls().limit(.processes))?.soft ?? .max
    let numbers = ["/proc/sys/kernel/pid_max", "/proc/sys/kernel/threads-max"].compactMap { path in
      (try? LinuxCalls().readFile(path, upTo: 32)).flatMap { bytes in
        UInt64(String(decoding: bytes, as: UTF8.self).prefix { $0.isNumber })
      }
    }
    let machine = numbers.min() ?? .max
    let user = own == .max ? "the user has no limit" : "the user may have \(own)"
    let all = machine == .max ? "" : ", the machine \(machine)"
    return Finding(
      name: "processes", complaint: min(own, machine) < 8 ? "\(user)\(all)" : nil,
      gain: "\(user)\(all)", loss: "no room for a child", isNeeded: true)
  }
}
