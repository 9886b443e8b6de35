import Glibc

/// What a person notices of a single process.
extension Settings {
  /// The child writes the time and ends; a `join` shows it, and so does the floor. When that text
  /// has arrived here, minus the time in it, is the delay.
  func exitLatency() throws -> [Row] {
    let rounds = 200
    let joins = String(repeating: "spawn \(quick) stamp as r; join r\n", count: rounds)
    let pairs = try Pairs(
      max(3, pairs / 2),
      { try delay(of: session("set tags off\n" + joins)) },
      { try delay(of: Command(floor, "\(rounds)", quick, "stamp")) })
    return [
      Row(
        what: "from exit to the return of join, over C", ours: time(pairs.ours),
        peer: time(pairs.other), value: pairs.ratio, bound: .atMost(1.2))
    ]
  }

  private func delay(of command: Command) throws -> Double {
    let delays = try StampReader.delays(of: command)
    guard delays.count > 100 else { throw Complaint("only \(delays.count) times were told") }
    return median(delays)
  }

  /// A gigabyte through a captured stream, of which the last piece is kept.
  func flood() throws -> [Row] {
    let size = 1 << 30
    var peak: [Double] = []
    let pairs = try Pairs(
      max(3, pairs / 2),
      {
        let run = try session("spawn head -c \(size) /dev/zero as f; expect f exits; quit").run()
        peak.append(Double(run.peakBytes))
        return run.seconds
      }, { try Command.shell("head -c \(size) /dev/zero | cat >/dev/null").run().seconds })
    let memoryPeak = median(peak)
    return [
      Row(
        what: "1 GiB captured, over head | cat >/dev/null", ours: time(pairs.ours),
        peer: time(pairs.other), value: pairs.ratio, bound: .atMost(1.2)),
      Row(
        what: "  peak memory of the session, in MiB", ours: memory(memoryPeak), peer: "",
        value: memoryPeak / 1_048_576, bound: .atMost(32)),
    ]
  }

  func start() throws -> [Row] {
    let pairs = try Pairs(
      pairs * 15, { try session("quit").run().seconds },
      { try Command("bash", "-c", "exit").run().seconds })
    return [
      Row(
        what: "proclab -c quit, over bash -c exit", ours: time(pairs.ours),
        peer: time(pairs.other), value: pairs.ratio, bound: .atMost(2))
    ]
  }
}
