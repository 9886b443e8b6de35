/// What was found out about the environment of the last launch, because launches mostly share one:
/// arrays that share their storage are compared without looking at a single entry.
struct EnvironmentCache {
  private static let marker = Array("PROCLAB_RUN=".utf8)
  private var source: [[UInt8]] = []
  private var program: [UInt8] = []
  private var candidates: [[UInt8]] = []
  /// The entries without anybody's marker.
  private(set) var entries: [[UInt8]] = []
  /// Whether every entry can be a C string.
  private(set) var isValid = true

  /// Looks at an environment, unless it is the one before.
  mutating func load(_ environment: [[UInt8]]) {
    guard environment != source else { return }
    source = environment
    entries = environment.filter { !$0.starts(with: EnvironmentCache.marker) }
    isValid = !entries.contains { $0.contains(0) }
    program = []
  }

  /// The entry that marks a child of ours.
  static func marker(_ text: String) -> [UInt8] { marker + text.utf8 }

  /// The text of the marker among entries that end in NUL (proc_pid_environ(5)), or nil without any.
  static func marker(in entries: [UInt8]) -> ArraySlice<UInt8>? {
    entries.split(separator: 0).last { $0.starts(with: marker) }?.dropFirst(marker.count)
  }

  /// Where a program may be, by the environment's `PATH`.
  mutating func candidates(for name: [UInt8]) -> [[UInt8]] {
    if name != program {
      program = name
      candidates = ProgramSearch.candidates(for: name, environment: entries)
    }
    return name.isEmpty ? [] : candidates
  }
}
