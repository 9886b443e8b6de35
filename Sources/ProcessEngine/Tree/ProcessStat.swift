/// The line that /proc/PID/stat has of a process, or of its first thread (proc_pid_stat(5)).
struct ProcessStat: Hashable, Sendable {
  let pid: Int32
  let command: String
  private(set) var state: Character
  let parent: Int32
  let group: Int32
  let session: Int32
  let threadCount: Int
  let start: UInt64
  /// Whether it has begun to end (`PF_EXITING`): its environment can't be read any more.
  private(set) var isLeaving: Bool
  /// The thread that the state is of: the first one, or one that has outlived it.
  private(set) var thread: Int32

  /// Its name for good.
  var key: ProcessKey { ProcessKey(pid: pid, start: start) }

  /// Whether its first thread has ended (`Z`, or `X` on its way out). While it has others, the process
  /// lives.
  var isZombie: Bool { state == "Z" || state == "X" }

  /// The same process, with the state of one of its threads.
  func speaking(of other: ProcessStat) -> ProcessStat {
    var process = self
    process.state = other.state
    process.isLeaving = other.isLeaving
    process.thread = other.pid
    return process
  }

  /// Reads the line; nil for anything else. The command may hold spaces, brackets and newlines, so
  /// it ends at the last closing bracket.
  init?(_ line: [UInt8]) {
    guard let open = line.firstIndex(of: UInt8(ascii: "(")),
      let close = line.lastIndex(of: UInt8(ascii: ")")), open < close,
      let pid = Int32(decimal: line[..<open].split(separator: UInt8(ascii: " ")).first ?? [])
    else { return nil }
    let fields = line[(close + 1)...].split(separator: UInt8(ascii: " "), maxSplits: 20)
    guard fields.count > 19, let letter = fields[0].first,
      let parent = Int32(decimal: fields[1]), let group = Int32(decimal: fields[2]),
      let session = Int32(decimal: fields[3]), let flags = UInt64(decimal: fields[6]),
      let threadCount = Int(decimal: fields[17]), let start = UInt64(decimal: fields[19])
    else { return nil }
    self.pid = pid
    self.thread = pid
    self.command = String(decoding: line[(open + 1)..<close], as: UTF8.self)
    self.state = Character(Unicode.Scalar(letter))
    self.parent = parent
    self.group = group
    self.session = session
    self.threadCount = threadCount
    self.start = start
    self.isLeaving = flags & 0x4 != 0
  }

  /// Whether the line says that the process has an environment, be it an empty one: `env_end`, which
  /// is 0 until an exec has laid it out, again after the end, and where we may not know.
  static func hasEnvironment(_ line: [UInt8]) -> Bool {
    guard let close = line.lastIndex(of: UInt8(ascii: ")")) else { return false }
    let fields = line[(close + 1)...].split(separator: UInt8(ascii: " "))
    return fields.count > 48 && fields[48].contains { $0 != UInt8(ascii: "0") }
  }
}

extension FixedWidthInteger {
  /// Reads ASCII digits, possibly after a minus; nil for anything else.
  init?(decimal bytes: ArraySlice<UInt8>) {
    let isNegative = bytes.first == UInt8(ascii: "-")
    let digits = isNegative ? bytes.dropFirst() : bytes
    guard !digits.isEmpty else { return nil }
    var value: Self = 0
    for byte in digits {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Self(byte - UInt8(ascii: "0")))
      if overflow || carry { return nil }
      value = sum
    }
    self = isNegative ? 0 - value : value
  }
}
