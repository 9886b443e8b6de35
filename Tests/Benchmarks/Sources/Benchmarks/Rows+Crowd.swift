/// Thousands of processes alive at once.
extension Settings {
  private static let few = 500

  func crowdOverFew() throws -> [Row] {
    var memoriesOfMany: [Double] = []
    var memoriesOfFew: [Double] = []
    let few = Settings.few
    let many = crowd
    let pairs = try Pairs(
      max(3, pairs / 2),
      {
        let run = try spawnAndKill(many)
        memoriesOfMany.append(Double(run.peakBytes))
        return run.seconds / Double(many)
      },
      {
        let run = try spawnAndKill(few)
        memoriesOfFew.append(Double(run.peakBytes))
        return run.seconds / Double(few)
      })
    let floors = try Pairs(
      max(3, self.pairs / 2), { try floorOfCrowd(many) }, { try floorOfCrowd(few) })
    let larger = median(memoriesOfMany)
    let smaller = median(memoriesOfFew)
    let each = (larger - smaller) / Double(many - few)
    return [
      Row(
        what: "one of \(many) alive at once, over one of \(few)", ours: time(pairs.ours),
        peer: time(pairs.other), value: pairs.ratio, bound: .atMost(1.1)),
      Row(
        what: "  the same in C, without a look for descendants", ours: time(floors.ours),
        peer: time(floors.other), value: floors.ratio, bound: .any),
      Row(
        what: "  our memory for each, in KiB", ours: memory(larger), peer: memory(smaller),
        value: each / 1024, bound: .atMost(4)),
    ]
  }

  /// Spawned, killed and joined; their output is a file, because each pipe would need a descriptor
  /// and the machine may not have so many.
  private func spawnAndKill(_ count: Int) throws -> Command.Run {
    try session(
      "spawn \(quick) wait as c x\(count) with stdout /dev/null, stderr /dev/null\nkill c\njoin c"
    ).run()
  }

  private func floorOfCrowd(_ count: Int) throws -> Double {
    try Command(floor, "crowd", "\(count)", quick, "wait").run().seconds / Double(count)
  }
}
