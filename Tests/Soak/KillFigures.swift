/// What came of the kills.
struct KillFigures {
  private var halves: [KilledRun.Half: Int] = [:]
  private var overBefore = 0
  private var times: [Duration] = []
  private var processes: [Int] = []

  /// Takes in a run.
  mutating func add(_ half: KilledRun.Half, _ ending: KilledRun.Ending) {
    halves[half, default: 0] += 1
    if ending.wasOverBefore { overBefore += 1 }
    times.append(ending.timeToEmpty)
    processes.append(ending.processes)
  }

  /// Tells a person.
  func tell(_ took: Duration) {
    let times = times.sorted()
    let processes = processes.sorted()
    guard let slowest = times.last, let most = processes.last else { return }
    print("\(times.count) kills, \(Soak.seconds(took))")
    print("  \(halves[.session] ?? 0) of the session, \(halves[.keeper] ?? 0) of its keeper")
    print("  \(overBefore) had ended by themselves before")
    print("  processes at the kill: median \(processes[processes.count / 2]), most \(most)")
    print(
      "  time to empty: median \(Soak.seconds(times[times.count / 2])), "
        + "95 % \(Soak.seconds(times[times.count * 95 / 100])), longest \(Soak.seconds(slowest))")
  }
}
