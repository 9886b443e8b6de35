import Glibc
import Subprocess
import SystemPackage

/// The loop of the first rows as swift-subprocess runs it: `subprocess-loop ROUNDS PROGRAM`.
@main
enum SubprocessLoop {
  static func main() async throws {
    guard CommandLine.arguments.count == 3, let rounds = Int(CommandLine.arguments[1]) else {
      exit(2)
    }
    let program = FilePath(CommandLine.arguments[2])
    for _ in 0..<rounds {
      let result = try await run(
        .path(program), output: .bytes(limit: 1 << 20), error: .bytes(limit: 1 << 20))
      guard result.terminationStatus.isSuccess else { exit(1) }
    }
  }
}
