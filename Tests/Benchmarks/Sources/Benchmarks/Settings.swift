import Glibc

/// What is compared, and how long: from the environment, with defaults that take a few minutes.
struct Settings {
  /// Pairs of a row.
  let pairs = number("BENCH_PAIRS", 7)
  /// Processes of one run of a loop.
  let rounds = number("BENCH_ROUNDS", 1000)
  /// Processes alive at once.
  let crowd = number("BENCH_CROWD", 10_000)
  /// The tool that is measured.
  let tool: String
  /// The child of every comparison.
  let quick: String
  /// Where our own programs are.
  let folder: String

  init(tool: String, quick: String) throws {
    self.tool = tool
    self.quick = quick
    guard let path = realpath("/proc/self/exe", nil) else { throw Complaint("/proc is missing") }
    defer { free(path) }
    let own = String(cString: path)
    folder = own.lastIndex(of: "/").map { String(own[..<$0]) } ?? "."
  }

  var floor: String { "\(folder)/floor" }

  /// A session of statements.
  func session(_ statements: String) -> Command { Command(tool, "-c", statements) }

  private static func number(_ name: String, _ standard: Int) -> Int {
    guard let text = getenv(name), let value = Int(String(cString: text)), value > 0 else {
      return standard
    }
    return value
  }
}
