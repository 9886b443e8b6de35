extension Signal {
  /// The names of 1…31 without `SIG`, in the order of their numbers (signal(7)).
  private static let names = [
    "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
    "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG",
    "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "POLL", "PWR", "SYS",
  ]

  /// Other names that people write for the same numbers.
  private static let synonyms: [String: Int32] = ["IOT": 6, "IO": 29, "CLD": 17]

  /// The first and the last real-time signal that glibc leaves to programs.
  private static let realTime: ClosedRange<Int32> = 34...64

  /// The names that have one each, in the order of their numbers, for completion.
  public static var allNames: [String] { names }

  /// The name without `SIG`, or nil for the numbers that have none (32, 33 and the real-time ones).
  public var name: String? {
    let index = Int(number) - 1
    return Signal.names.indices.contains(index) ? Signal.names[index] : nil
  }

  /// A short way to write it: `TERM`, `RTMIN+1`, `RTMAX`, or the bare number for glibc's own two.
  public var shortName: String {
    if let name { return name }
    guard Signal.realTime.contains(number) else { return "\(number)" }
    if number == Signal.realTime.upperBound { return "RTMAX" }
    let offset = number - Signal.realTime.lowerBound
    return offset == 0 ? "RTMIN" : "RTMIN+\(offset)"
  }

  /// Reads any spelling: `INT`, `int`, `SIGINT`, `2`, `RTMIN+1`, `rtmax-2`; nil for anything else.
  ///
  /// `RTMIN` is 34, as glibc has it.
  public init?(_ text: String) {
    if let number = Int32(text) {
      self.init(number: number)
      return
    }
    var upper = text.uppercased()
    if upper.hasPrefix("SIG") { upper.removeFirst(3) }
    if let index = Signal.names.firstIndex(of: upper) {
      self.init(number: Int32(index) + 1)
    } else if let number = Signal.synonyms[upper] {
      self.init(number: number)
    } else if let number = Signal.realTimeNumber(upper) {
      self.init(number: number)
    } else {
      return nil
    }
  }

  /// The number behind `RTMIN`, `RTMIN+3`, `RTMAX`, `RTMAX-2`.
  private static func realTimeNumber(_ text: String) -> Int32? {
    let isFromStart = text.hasPrefix("RTMIN")
    guard isFromStart || text.hasPrefix("RTMAX") else { return nil }
    let base = isFromStart ? realTime.lowerBound : realTime.upperBound
    let rest = text.dropFirst(5)
    if rest.isEmpty { return base }
    guard rest.first == (isFromStart ? "+" : "-"), rest.count <= 3,
      let offset = Int32(rest.dropFirst()), offset >= 0
    else { return nil }
    let number = isFromStart ? base + offset : base - offset
    return realTime.contains(number) ? number : nil
  }
}
