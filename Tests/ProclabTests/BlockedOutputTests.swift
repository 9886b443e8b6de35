import Foundation
import Testing

/// A session whose output nobody reads waits for room, and for nothing else.
struct BlockedOutputTests {
  /// Whom a signal is sent to.
  enum Half {
    case keeper, session
  }

  @Test(
    arguments: [
      (Half.keeper, SIGKILL), (.session, SIGKILL), (.keeper, SIGTERM), (.keeper, SIGINT),
    ])
  func `it ends when it is told to, and leaves nothing`(half: Half, number: Int32) throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    let text = "spawn sleep 3600; run sh 'yes | head -c 400000' as t; print never"
    let keeper = try Spawned.start(
      [BuiltTool.path, "-c", text], input: nil, output: ends[1], error: nil)
    close(ends[1])
    defer { kill(keeper, SIGKILL) }
    try wait(for: "a full pipe") { waiting(in: ends[0]) == 1 << 16 }
    let session = try #require(children(of: keeper).first)
    let all = [session] + children(of: session)
    #expect(all.count == 2)
    kill(half == .keeper ? keeper : session, number)
    var status: Int32 = 0
    try wait(for: "the keeper's end") { waitpid(keeper, &status, WNOHANG) == keeper }
    if half == .keeper, number != SIGKILL {
      // Ctrl-C has a status of its own; by other signals the tool itself seems to end.
      #expect(status == (number == SIGINT ? 130 << 8 : number))
    }
    try wait(for: "the end of all") { !all.contains(where: lives) }
  }

  /// Waits until a condition holds; an issue when it takes too long.
  private func wait(for what: String, until condition: () -> Bool) throws {
    let start = ContinuousClock.now
    while !condition() {
      try #require(ContinuousClock.now - start < .seconds(30), "waited for \(what)")
      usleep(2_000)
    }
  }

  private func waiting(in pipe: Int32) -> Int32 {
    var count: Int32 = 0
    return ioctl(pipe, UInt(FIONREAD), &count) == 0 ? count : -1
  }

  private func children(of pid: Int32) -> [Int32] {
    let path = "/proc/\(pid)/task/\(pid)/children"
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: " ").compactMap { Int32($0) }
  }

  /// Whether a process has not ended; one that nobody has reaped yet has.
  private func lives(_ pid: Int32) -> Bool {
    let path = "/proc/\(pid)/stat"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8),
      let state = text.split(separator: ")").last?.dropFirst().first
    else { return false }
    return state != "Z" && state != "X"
  }
}
