/// One process after the other, each started, waited for and gone.
extension Settings {
  private var loop: Command { session("repeat \(rounds) { spawn \(quick) as r; join r }") }

  func loopOverFloor() throws -> [Row] {
    let pairs = try Pairs(
      pairs, { try loop.run().seconds }, { try Command(floor, "\(rounds)", quick).run().seconds })
    return [row("spawn and join, over C", pairs, .atMost(1.1))]
  }

  func subprocessOverLoop() throws -> [Row] {
    try peer("swift-subprocess", Command("\(folder)/subprocess-loop", "\(rounds)", quick), 2.7)
  }

  func bashOverLoop() throws -> [Row] {
    let text = "for ((n = 0; n < \(rounds); n++)); do \(quick) & wait; done"
    return try peer("bash X & wait", Command("bash", "-c", text), 2.2)
  }

  func pythonOverLoop() throws -> [Row] {
    let text = """
      import multiprocessing, os
      multiprocessing.set_start_method("fork")
      for n in range(\(rounds)):
          r = multiprocessing.Process(target=os.getpid); r.start(); r.join()
      """
    return try peer("Python multiprocessing", Command("python3", "-c", text), 9)
  }

  private func peer(_ name: String, _ command: Command, _ bound: Double) throws -> [Row] {
    let pairs = try Pairs(
      max(3, pairs / 2), isOtherOverOurs: true, { try loop.run().seconds },
      { try command.run().seconds })
    return [row("\(name), over spawn and join", pairs, .atLeast(bound))]
  }

  private func row(_ what: String, _ pairs: Pairs, _ bound: Row.Bound) -> Row {
    Row(
      what: what, ours: time(pairs.ours / Double(rounds)), peer: time(pairs.other / Double(rounds)),
      value: pairs.ratio, bound: bound)
  }
}
