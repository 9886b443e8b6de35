/// Where a program may be, by execvp(3)'s rules, except that only absolute folders count.
enum ProgramSearch {
  private static let slash = UInt8(ascii: "/")
  private static let pathPrefix = Array("PATH=".utf8)
  /// Where programs are looked for when the environment has no `PATH`, as glibc has it.
  private static let defaultPath = Array("/bin:/usr/bin".utf8)

  /// The paths to try, in order: the word itself when it has a slash, else one for each absolute
  /// folder of the environment's `PATH`.
  static func candidates(for program: [UInt8], environment: [[UInt8]]) -> [[UInt8]] {
    if program.isEmpty { return [] }
    if program.contains(slash) { return [program] }
    let entry = environment.first { $0.starts(with: pathPrefix) }
    let path = entry.map { $0.dropFirst(pathPrefix.count) } ?? defaultPath[...]
    return path.split(separator: UInt8(ascii: ":")).compactMap { folder in
      guard folder.first == slash else { return nil }
      return folder.last == slash ? folder + program : folder + [slash] + program
    }
  }
}
